using System.Reflection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Tests;

/// <summary>Operators filter and alert by these: a number or a name, once published, stays.</summary>
public sealed class LogTests
{
    private static readonly (LogLevel Level, int EventId, string Name)[] Published =
    [
        (LogLevel.Information, 100, "DeliveryAccepted"),
        (LogLevel.Information, 101, "DeliveryDuplicate"),
        (LogLevel.Warning, 102, "DeliveryRefused"),
        (LogLevel.Error, 103, "DeliveryPostponed"),
        (LogLevel.Error, 104, "DeliveryNotVerifiable"),
        (LogLevel.Information, 105, "DeliveryAborted"),
        (LogLevel.Information, 106, "DeliveryHandledInline"),
        (LogLevel.Error, 107, "DeliveryNotBound"),
        (LogLevel.Error, 108, "InlineLeaseExpired"),
        (LogLevel.Error, 109, "InlineClaimNotConcluded"),
        (LogLevel.Error, 110, "DeliveryFailedInline"),
        (LogLevel.Warning, 111, "SignedDeliveryRefused"),
        (LogLevel.Warning, 112, "DeliveryDeclinedInline"),
        (LogLevel.Information, 200, "EventCompleted"),
        (LogLevel.Warning, 201, "EventRetried"),
        (LogLevel.Warning, 202, "EventAbandoned"),
        (LogLevel.Error, 203, "EventDead"),
        (LogLevel.Warning, 204, "HandlerFailed"),
        (LogLevel.Warning, 205, "HandlerRejected"),
        (LogLevel.Warning, 206, "HandlerTimedOut"),
        (LogLevel.Error, 207, "HandlerIgnoresCancellation"),
        (LogLevel.Information, 208, "NoHandler"),
        (LogLevel.Error, 209, "DispatchFailed"),
        (LogLevel.Warning, 210, "LeaseLost"),
        (LogLevel.Error, 211, "HandlerLeftBehind"),
        (LogLevel.Error, 212, "CancellationCallbackFailed"),
        (LogLevel.Error, 213, "SettlementSubscriberFailed"),
        (LogLevel.Warning, 214, "ThreadKept"),
        (LogLevel.Information, 215, "PoolMinimumRaised"),
        (LogLevel.Error, 216, "PoolTooSmall"),
        (LogLevel.Information, 220, "EventHandedOver"),
        (LogLevel.Warning, 221, "LeaseAdopted"),
        (LogLevel.Error, 300, "ClaimFailed"),
        (LogLevel.Information, 301, "InboxReachableAgain"),
        (LogLevel.Error, 302, "SettlementFailed"),
        (LogLevel.Error, 303, "SettlementGivenUp"),
        (LogLevel.Error, 304, "RenewalFailed"),
        (LogLevel.Error, 305, "DrainFailed"),
        (LogLevel.Warning, 306, "InboxNotSampled"),
        (LogLevel.Warning, 310, "InMemoryInboxInUse"),
        (LogLevel.Critical, 311, "EventsLost"),
        (LogLevel.Error, 312, "DeadLetterDropped"),
        (LogLevel.Warning, 313, "RememberedIdsFull"),
        (LogLevel.Error, 314, "AcceptedIdNotRemembered"),
        (LogLevel.Error, 315, "DeadLettersLost"),
        (LogLevel.Information, 316, "StartedByTool"),
    ];

    [Fact]
    public void EventIds_AllMessages_AreThePublishedOnes()
        => Messages().Select(message => (message.Attribute.Level, message.Attribute.EventId, message.Name)).Should().BeEquivalentTo(Published);

    [Fact]
    public void EventIds_AllMessages_AreUnique()
    {
        Messages().Select(message => message.Attribute.EventId).Should().OnlyHaveUniqueItems();
        Messages().Select(message => message.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Parameters_AllMessages_TakeNoSecretSignatureOrBody()
    {
        foreach (var parameter in MethodsWithAMessage().SelectMany(method => method.GetParameters()))
        {
            parameter.Name.Should().NotMatchRegex("(?i)secret|signature|body|digest");
            parameter.ParameterType.Should().NotBe<byte[]>().And.NotBe<ReadOnlyMemory<byte>>();
        }
    }

    private static IEnumerable<(LoggerMessageAttribute Attribute, string Name)> Messages()
        => MethodsWithAMessage().Select(method => (method.GetCustomAttribute<LoggerMessageAttribute>()!, method.Name));

    private static IEnumerable<MethodInfo> MethodsWithAMessage()
        => from type in typeof(EightBit.Webhooks.Receiver.Events.WebhookEvent).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where method.IsDefined(typeof(LoggerMessageAttribute))
           select method;
}

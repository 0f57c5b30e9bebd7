using System.Reflection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Redis.Tests;

/// <summary>Operators filter and alert by these: a number or a name, once published, stays.</summary>
public sealed class LogTests
{
    [Fact]
    public void EventIds_AllMessages_AreThePublishedOnes()
        => typeof(RedisInbox).Assembly.GetTypes().Single(type => type.Name == "Log")
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => (method.GetCustomAttribute<LoggerMessageAttribute>()!, method.Name))
            .Select(message => (message.Item1.Level, message.Item1.EventId, message.Name))
            .Should().BeEquivalentTo(
            [
                (LogLevel.Information, 500, "Connected"),
                (LogLevel.Warning, 501, "DurabilityConcern"),
                (LogLevel.Warning, 502, "NotReadyYet"),
                (LogLevel.Error, 503, "CleaningFailed"),
                (LogLevel.Error, 504, "EntryUnreadable"),
                (LogLevel.Warning, 505, "UnansweredClaimReturned"),
                (LogLevel.Error, 506, "TooFewReplicas"),
                (LogLevel.Critical, 509, "BeginningAnew"),
                (LogLevel.Critical, 510, "ServerUnfit"),
                (LogLevel.Information, 511, "ServerFitAgain"),
                (LogLevel.Critical, 512, "SeveralPrimaries"),
                (LogLevel.Critical, 513, "DataRolledBack"),
                (LogLevel.Debug, 507, "NotCheckedAgain"),
                (LogLevel.Warning, 508, "PartitionsNotClaimed"),
            ]);
}

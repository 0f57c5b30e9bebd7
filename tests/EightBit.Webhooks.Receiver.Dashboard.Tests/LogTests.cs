using System.Reflection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests;

/// <summary>Operators filter and alert by these: a number or a name, once published, stays.</summary>
public sealed class LogTests
{
    [Fact]
    public void EventIds_AllMessages_AreThePublishedOnes()
        => typeof(DashboardOptions).Assembly.GetTypes().Single(type => type.Name == "Log")
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => (Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()!, method.Name))
            .Select(message => (message.Attribute.Level, message.Attribute.EventId, message.Name))
            .Should().BeEquivalentTo(
            [
                (LogLevel.Warning, 600, "ServesNobody"),
                (LogLevel.Warning, 601, "ServesNobodyAnonymous"),
                (LogLevel.Information, 602, "OpenToThisMachine"),
                (LogLevel.Warning, 603, "AccessRefused"),
                (LogLevel.Information, 610, "DeadLetterReplayed"),
                (LogLevel.Information, 611, "DeadLetterPurged"),
                (LogLevel.Warning, 612, "ActionRefused"),
                (LogLevel.Warning, 620, "NotAsked"),
                (LogLevel.Error, 621, "RequestFailed"),
                (LogLevel.Warning, 622, "PointMissed"),
                (LogLevel.Warning, 623, "NoAntiforgeryToken"),
            ]);
}

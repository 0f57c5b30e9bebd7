using System.Reflection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

/// <summary>Operators filter and alert by these: a number or a name, once published, stays.</summary>
public sealed class LogTests
{
    [Fact]
    public void EventIds_AllMessages_AreThePublishedOnes()
        => typeof(SqliteInbox).Assembly.GetTypes().Single(type => type.Name == "Log")
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => (Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()!, method.Name))
            .Select(message => (message.Attribute.Level, message.Attribute.EventId, message.Name))
            .Should().BeEquivalentTo(
            [
                (LogLevel.Information, 400, "Opened"),
                (LogLevel.Error, 401, "CleaningFailed"),
                (LogLevel.Critical, 402, "DiskFull"),
                (LogLevel.Information, 403, "DiskHasRoomAgain"),
                (LogLevel.Warning, 404, "LogLinesLeftOut"),
                (LogLevel.Error, 405, "LogLinesNotWritten"),
                (LogLevel.Warning, 410, "UnverifiedLinesLeftOut"),
                (LogLevel.Warning, 415, "ClockSet"),
                (LogLevel.Information, 406, "OperatorRequestCarriedOut"),
                (LogLevel.Error, 407, "OperatorRequestsFailed"),
                (LogLevel.Critical, 408, "FilesSwapped"),
                (LogLevel.Information, 409, "FilesBack"),
                (LogLevel.Warning, 411, "LastEndNotClean"),
                (LogLevel.Warning, 412, "ShortLivedFileSystem"),
            ]);
}

using System.Reflection;
using Microsoft.Extensions.Logging;
using Notifications;

namespace Samples.Tests.Notifications;

public sealed class LogTests
{
    [Fact]
    public void Event_ids_stay_as_they_are()
        => typeof(Log).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => (method.Name, Id: method.GetCustomAttribute<LoggerMessageAttribute>()!.EventId))
            .Should().Equal(("DigestFailed", 1));
}

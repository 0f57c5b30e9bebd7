using Soak.Judging;

namespace EightBit.Webhooks.Receiver.SoakTests.Judging;

public sealed class PlannedErrorTests
{
    [Theory]
    [InlineData("""{"EventId":203,"LogLevel":"Error","Category":"EightBit.Webhooks.Receiver.Processing.WebhookProcessor","Message":"dead"}""")]
    [InlineData("""{"EventId":104,"LogLevel":"Error","Category":"EightBit.Webhooks.Receiver.Receiving.InboxReceiver","Exception":"Microsoft.Extensions.Options.OptionsValidationException: short"}""")]
    public void Is_DeadEventOrInvalidSettings_IsTrue(string line)
        => PlannedError.Is(line).Should().BeTrue();

    [Theory]
    [InlineData("""{"EventId":302,"LogLevel":"Error","Category":"EightBit.Webhooks.Receiver.Processing.WebhookProcessor","Message":"not written"}""")]
    [InlineData("""{"EventId":104,"LogLevel":"Error","Category":"EightBit.Webhooks.Receiver.Receiving.InboxReceiver","Exception":"System.TimeoutException: slow"}""")]
    [InlineData("""{"EventId":104,"LogLevel":"Error","Category":"EightBit.Webhooks.Receiver.Receiving.InboxReceiver"}""")]
    [InlineData("""{"EventId":203,"LogLevel":"Error","Category":"Microsoft.AspNetCore.Server.Kestrel","Message":"something else"}""")]
    [InlineData("Unhandled exception. System.InvalidOperationException")]
    [InlineData("7")]
    public void Is_AnythingElse_IsFalse(string line)
        => PlannedError.Is(line).Should().BeFalse();
}

using Samples.Tests.Support;

namespace Samples.Tests.Notifications;

[Trait("Category", "Slow")]
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_with_0_whatever_the_environment_says()
    {
        var (exitCode, output) = await SampleProcess.PlayDemoAsync("Notifications");

        exitCode.Should().Be(0, output);
        output.Should().Contain("promises were seen.").And.NotContain("NOT SEEN");
    }
}

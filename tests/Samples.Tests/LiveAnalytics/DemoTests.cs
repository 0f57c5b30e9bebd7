using LiveAnalytics.Demo;
using Samples.Tests.Support;

namespace Samples.Tests.LiveAnalytics;

[Trait("Category", "Slow")]
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_with_0_whatever_the_environment_says()
    {
        var (exitCode, output) = await SampleProcess.PlayDemoAsync("LiveAnalytics");

        exitCode.Should().Be(0, output);
        output.Should().Contain("All 5 promises were seen.");
    }

    [Fact]
    public async Task The_demo_ends_with_1_when_the_application_does_not_start()
    {
        var output = new StringWriter();

        var exitCode = await DemoRun.RunAsync(_ => throw new InvalidOperationException("No application today."), output);

        exitCode.Should().Be(1);
        output.ToString().Should().Contain("NOT SEEN").And.Contain("No application today.");
    }
}

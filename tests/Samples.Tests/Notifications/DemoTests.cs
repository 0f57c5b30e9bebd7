using Notifications.Demo;
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

    [Fact]
    public async Task The_demo_ends_with_1_when_the_chat_is_flooded()
    {
        var output = new StringWriter();

        var exitCode = await DemoRun.RunAsync(
            builder =>
            {
                builder.Configuration["Notifications:Limit:Burst"] = "100";
                return global::Notifications.Program.CreateApp(builder);
            },
            output);

        exitCode.Should().Be(1, output.ToString());
        output.ToString().Should().Contain("NOT SEEN  A burst becomes a message and a digest");
    }
}

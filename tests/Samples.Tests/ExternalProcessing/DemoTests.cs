using ExternalProcessing.Demo;
using Microsoft.Extensions.DependencyInjection;
using Samples.Tests.Support;

namespace Samples.Tests.ExternalProcessing;

[Trait("Category", "Slow")]
public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_with_0_whatever_the_environment_says()
    {
        var (exitCode, output) = await SampleProcess.PlayDemoAsync("ExternalProcessing");

        exitCode.Should().Be(0, output);
        output.Should().Contain("promises were seen.").And.NotContain("NOT SEEN");
    }

    [Fact]
    public async Task The_demo_ends_with_1_when_questions_have_no_idempotency_key()
    {
        var output = new StringWriter();

        var exitCode = await DemoRun.RunAsync(
            builder =>
            {
                builder.Services.ConfigureHttpClientDefaults(
                    http => http.ConfigurePrimaryHttpMessageHandler(() => new KeyRemover { InnerHandler = new SocketsHttpHandler() }));
                return global::ExternalProcessing.Program.CreateApp(builder);
            },
            output);

        exitCode.Should().Be(1, output.ToString());
        output.ToString().Should().Contain("NOT SEEN  Each was paid for once");
    }

    private sealed class KeyRemover : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Remove("Idempotency-Key");
            return base.SendAsync(request, cancellationToken);
        }
    }
}

using System.Text.Json;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using LambdaVerifier.Demo;
using LambdaVerifier.Function;
using SamplesPlain.Tests.Support;

namespace SamplesPlain.Tests.LambdaVerifier;

public sealed class DemoTests
{
    private const string Secret = "a secret that only the tests know";

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_demo_ends_with_0_whatever_the_environment_says()
    {
        var (exitCode, output) = await SampleProcess.RunAsync(
            "LambdaVerifier", new Dictionary<string, string> { ["EightBit__Webhooks__MaxBodyBytes"] = "none of its business" }, input: null, "--demo");

        exitCode.Should().Be(0, output);
        output.Should().Contain("All 16 requests were answered as expected").And.NotContain("!");
    }

    [Fact]
    public async Task The_demo_ends_with_1_when_the_answers_are_others()
    {
        var output = new StringWriter();

        var exitCode = await DemoRun.RunAsync(
            (_, file, queue, loggers, time) => global::LambdaVerifier.Program.CreateFunction(
                new WebhookReceiverOptions { Secrets = { "the secret of another endpoint" } }, file, queue, loggers, time),
            output);

        exitCode.Should().Be(1);
        output.ToString().Should().Contain("! message.received, body as text").And.Contain("NOT as expected");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Invoke_answers_one_request_from_standard_input()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string>
        {
            ["EightBit__Webhooks__Secrets__0"] = Secret,
            ["LambdaVerifier__Database"] = folder.File("lambda.db"),
        };
        var delivery = SignedDelivery.Of(SampleEvents.MessageReceived, WebhookSecret.FromText(Secret));
        var request = JsonSerializer.Serialize(Requests.AsBase64(delivery), FunctionJson.Default.FunctionRequest);

        (await SampleProcess.RunAsync("LambdaVerifier", environment, request, "invoke")).Output.Should().Contain("\"statusCode\":200");
        environment["EightBit__Webhooks__Secrets__0"] = "";
        var (exitCode, output) = await SampleProcess.RunAsync("LambdaVerifier", environment, request, "invoke");

        exitCode.Should().Be(1);
        output.Should().Contain("EightBit:Webhooks:Secrets");
    }
}

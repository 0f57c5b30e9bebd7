using System.Text.Json;
using EightBit.Webhooks.Receiver.Dashboard.About;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.About;

public sealed class AboutTests
{
    [Fact]
    public async Task The_page_learns_what_there_is()
    {
        await using var app = await TestApp.StartAsync(
            receiver => receiver.Services.AddEightBitWebhooks("acme", options => options.Secrets.Add("another secret of the tests")).AddDashboard());

        var about = await app.GetAsync("api/about");

        about["version"]!.GetValue<string>().Should().MatchRegex(@"^\d+\.\d+\.\d+");
        about["receivers"]!.ToJsonString().Should().Be("""[{"name":"","display":"(default)"},{"name":"acme","display":"acme"}]""");
        about["inbox"]!.ToJsonString().Should().Be("""{"type":"InMemoryInbox","durable":false}""");
        about["log"]!.ToJsonString().Should().Be("""{"durable":false}""");
        about["notes"]!.AsArray().Should().HaveCount(4);
        about["redactedPaths"]!.AsArray().Select(path => path!.GetValue<string>()).Should().Contain(["$..email", "$..phone", "$..content"]);
        about["antiforgery"]!["header"]!.GetValue<string>().Should().Be("RequestVerificationToken");
        about["antiforgery"]!["token"]!.GetValue<string>().Should().NotBeEmpty();
    }

    [Fact]
    public void Every_outcome_of_the_core_can_be_searched_for()
    {
        var core = typeof(Diagnostics.WebhookTelemetry).Assembly;
        string[] names =
        [
            .. Enum.GetNames(core.GetType("EightBit.Webhooks.Receiver.Receiving.DeliveryOutcome", throwOnError: true)!),
            .. Enum.GetNames(core.GetType("EightBit.Webhooks.Receiver.Processing.HandlerOutcome", throwOnError: true)!),
            "HandledInline", "FailedInline",
        ];

        SearchableOutcomes.All.Should().BeEquivalentTo(names.Distinct().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
    }

    [Fact]
    public async Task Paths_of_the_configuration_are_hidden_besides_the_defaults()
    {
        await using var app = await TestApp.StartAsync(settings: new() { ["EightBit:Webhooks:Dashboard:RedactedPaths:0"] = "$.data.custom_fields.*" });

        (await app.GetAsync("api/about"))["redactedPaths"]!.AsArray().Select(path => path!.GetValue<string>()).Should().Contain(["$..email", "$.data.custom_fields.*"]);
    }

    [Fact]
    public async Task A_path_that_cannot_be_understood_ends_the_start()
    {
        var start = () => TestApp.StartAsync(settings: new() { ["EightBit:Webhooks:Dashboard:RedactedPaths:0"] = "data.email" });

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*EightBit:Webhooks:Dashboard:RedactedPaths has \"data.email\"*");
    }
}

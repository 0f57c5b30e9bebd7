namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Packaging;

[Trait("Category", "Slow")]
public sealed class InstalledPackageTests : IClassFixture<InstalledPackage>
{
    private readonly InstalledPackage _package;

    public InstalledPackageTests(InstalledPackage package) => _package = package;

    [Fact]
    public async Task Whoever_installs_the_core_package_gets_its_warnings_in_a_build()
    {
        var output = await _package.BuildAsync("Careless", Program(
            """builder.Services.AddEightBitWebhooks(options => options.Secrets.Add("correct-horse-battery-staple")).AddHandler<Slow>("message.recieved");"""));

        output.Should().Contain("warning EBW002").And.Contain("was \"message.received\" meant?");
        output.Should().Contain("warning EBW003");
        output.Should().Contain("warning EBW004").And.NotContain("CA2016");
        output.Should().NotContain("EBW001").And.NotContain("CS8032", "an analyzer that the compiler could not load is reported under that number");
    }

    [Fact]
    public async Task An_ignored_token_is_reported_once_where_CA2016_is_a_warning()
    {
        var output = await _package.BuildAsync(
            "Strict", Program("""app.MapPost("/inline", [EightBitWebhook] () => "ok");"""), "<AnalysisMode>Recommended</AnalysisMode>");

        output.Should().Contain("warning CA2016").And.NotContain("EBW004");
        output.Should().Contain("warning EBW001");
    }

    private static string Program(string statement) => $$"""
        using EightBit.Webhooks.Receiver.Endpoints;
        using EightBit.Webhooks.Receiver.Events;
        using EightBit.Webhooks.Receiver.Handlers;

        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        {{statement}}
        app.Run();

        public sealed class Slow : IWebhookHandler
        {
            public async Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => await Task.Delay(1000);
        }
        """;
}

using CrmSync.Demo;
using CrmSync.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CrmSync.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_ends_with_0_whatever_the_environment_says()
    {
        var (exitCode, output) = await CrmProcess.RunAsync(
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Staging",
                ["ASPNETCORE_URLS"] = "http://localhost:1",
                ["EightBit__Webhooks__MaxBodyBytes"] = "none of its business",
                ["CrmSync__Inbox"] = "none of its business",
                ["HTTP_PROXY"] = "http://localhost:1",
            },
            "--demo");

        exitCode.Should().Be(0, output);
        output.Should().Contain("All 293 deliveries were answered as expected, and exactly the expected 260 rows came of them.");
        output.Should().NotContain("\e[", "the output is redirected");
    }

    [Fact]
    public async Task The_demo_ends_with_1_when_deliveries_are_not_answered_as_expected()
    {
        var (exitCode, output) = await PlayAsync(builder =>
        {
            builder.Configuration["EightBit:Webhooks:Secrets:0"] = "the secret of another endpoint";
            return Program.CreateApp(builder);
        });

        exitCode.Should().Be(1);
        output.Should().Contain("NOT as expected:")
            .And.Contain("\"conversation.created\" was answered 401 signature_mismatch").And.Contain("instead of 200 accepted.")
            .And.Contain("rows are missing from the CRM");
    }

    [Fact]
    public async Task The_demo_ends_with_1_and_names_the_row_when_an_acknowledged_event_is_lost()
    {
        var (exitCode, output) = await PlayAsync(builder =>
        {
            var app = Program.CreateApp(builder);
            app.Use(async (context, next) =>
            {
                context.Request.EnableBuffering();
                var body = await new StreamReader(context.Request.Body, leaveOpen: true).ReadToEndAsync();
                context.Request.Body.Position = 0;
                if (body.Contains("\"conversation.rating\"", StringComparison.Ordinal))
                {
                    await context.Response.WriteAsync("""{"code":"accepted"}""");
                    return;
                }

                await next(context);
            });
            return app;
        });

        exitCode.Should().Be(1);
        output.Should().Contain("NOT as expected:").And.Contain("1 row is missing from the CRM: evt_08 by RateConversation.");
    }

    [Fact]
    public async Task The_demo_ends_with_1_when_the_application_does_not_start()
    {
        var (exitCode, output) = await PlayAsync(_ => throw new InvalidOperationException("No application today."));

        exitCode.Should().Be(1);
        output.Should().Contain("The demo could not be played to its end: No application today.");
    }

    private static async Task<(int ExitCode, string Output)> PlayAsync(Func<WebApplicationBuilder, WebApplication> createApp)
    {
        var output = new StringWriter();
        var exitCode = await DemoRun.RunAsync(createApp, output);
        return (exitCode, output.ToString());
    }
}

using AuditTrail.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SamplesPlain.Tests.Support;

namespace SamplesPlain.Tests.AuditTrail;

public sealed class DemoTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_demo_ends_with_0_whatever_the_environment_says()
    {
        var (exitCode, output) = await SampleProcess.RunAsync(
            "AuditTrail",
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "http://localhost:1",
                ["EightBit__Webhooks__MaxBodyBytes"] = "none of its business",
                ["AuditTrail__File"] = "/none/of/its/business",
                ["HTTP_PROXY"] = "http://localhost:1",
            },
            input: null,
            "--demo");

        exitCode.Should().Be(0, output);
        output.Should().Contain("All 32 checks were as promised.");
    }

    [Fact]
    public async Task The_demo_ends_with_1_when_an_event_is_not_recorded()
    {
        var output = new StringWriter();

        var exitCode = await DemoRun.RunAsync(
            builder =>
            {
                var app = global::AuditTrail.Program.CreateApp(builder);
                app.Use((context, next) => context.Request.Method == "POST" ? context.Response.WriteAsync("""{"code":"accepted"}""") : next(context));
                return app;
            },
            output);

        exitCode.Should().Be(1);
    }

    [Fact]
    public async Task The_demo_ends_with_1_when_the_application_does_not_start()
    {
        var output = new StringWriter();

        (await DemoRun.RunAsync(_ => throw new InvalidOperationException("No application today."), output)).Should().Be(1);

        output.ToString().Should().Contain("The demo could not be played to its end").And.Contain("No application today.");
    }
}

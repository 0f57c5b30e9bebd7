using CrmSync.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmSync.Tests.Startup;

public sealed class StartupTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_Development_it_does_not_start_without_a_secret(string environment)
    {
        var (exitCode, output) = await StartAndEndAsync(("ASPNETCORE_ENVIRONMENT", environment));

        exitCode.Should().NotBe(0);
        output.Should().Contain("EightBit:Webhooks:Secrets has no secret");
    }

    [Fact]
    public async Task In_Development_it_starts_with_the_secret_that_is_marked_as_such()
    {
        await using var app = Program.CreateApp(CreateBuilder(Environments.Development));

        await app.StartAsync();

        app.Configuration["EightBit:Webhooks:Secrets:0"].Should().StartWith("development-only");
        await app.StopAsync();
    }

    [Fact]
    public async Task An_inbox_that_it_does_not_have_is_refused_with_those_it_has()
    {
        var (exitCode, output) = await StartAndEndAsync(("ASPNETCORE_ENVIRONMENT", "Development"), ("CrmSync__Inbox", "kafka"));

        exitCode.Should().NotBe(0);
        output.Should().Contain("CrmSync:Inbox is \"kafka\", but must be one of: sqlite, redis, memory.");
    }

    [Fact]
    public void A_missing_database_is_refused_with_the_key_to_set()
    {
        var builder = CreateBuilder(Environments.Development);
        builder.Configuration["ConnectionStrings:Crm"] = "";

        builder.Invoking(Program.CreateApp).Should().Throw<InvalidOperationException>().WithMessage("ConnectionStrings:Crm is not set.*");
    }

    [Fact]
    public async Task It_listens_on_port_5080_unless_told_otherwise()
    {
        var builder = CreateBuilder(Environments.Development);
        builder.Configuration["urls"] = null;

        await using var app = Program.CreateApp(builder);

        app.Configuration["urls"].Should().Be("http://localhost:5080");
    }

    private Task<(int ExitCode, string Output)> StartAndEndAsync(params (string Name, string Value)[] environment)
        => CrmProcess.RunAsync(
            environment.Append(("ConnectionStrings__Crm", _database.ConnectionString)).Append(("ConnectionStrings__Webhooks", _database.InboxConnectionString)).ToDictionary(entry => entry.Item1, entry => entry.Item2),
            "--urls",
            "http://127.0.0.1:0");

    private WebApplicationBuilder CreateBuilder(string environment)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Crm"] = _database.ConnectionString,
            ["ConnectionStrings:Webhooks"] = _database.InboxConnectionString,
        });
        builder.Logging.ClearProviders();
        return builder;
    }
}

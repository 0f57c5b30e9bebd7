using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Handlers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

public sealed class SqliteInboxBuilderTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Without_an_argument_the_configured_connection_string_is_used()
    {
        using var host = Build($"Data Source={_temporary.File}");

        await host.StartAsync();
        File.Exists(_temporary.File).Should().BeTrue();
        await host.StopAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Without_any_connection_string_the_start_ends_with_the_key_and_the_fix(string? connectionString)
    {
        using var host = Build(connectionString);

        var failure = await host.Invoking(h => h.StartAsync()).Should().ThrowAsync<OptionsValidationException>();

        failure.Which.Message.Should().Match("EightBit:Webhooks:Sqlite:ConnectionString is empty*Data Source=*UseSqliteInbox*");
    }

    private static IHost Build(string? connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["EightBit:Webhooks:Secrets:0"] = "a-secret-of-the-tests-0123456789",
            ["EightBit:Webhooks:Sqlite:ConnectionString"] = connectionString,
        });
        builder.Services.AddEightBitWebhooks().AddHandler<Ignore>("*").UseSqliteInbox();
        return builder.Build();
    }

    private sealed class Ignore : IWebhookHandler
    {
        public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

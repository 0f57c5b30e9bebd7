using System.Net;
using CrmSync.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace CrmSync.Tests.Operating;

public sealed class OperatingTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task The_dashboard_is_open_in_Development_to_this_machine()
    {
        await using var crm = await RunningCrm.StartAsync(_database, environment: Environments.Development);
        await crm.SendAsync("evt_1", "message.received", new { UserId = "user_1", Content = "hello" });
        await crm.ProcessedAsync();

        using var page = await crm.Http.GetAsync("/webhooks/dashboard/");

        page.StatusCode.Should().Be(HttpStatusCode.OK);
        (await crm.Http.GetStringAsync("/webhooks/dashboard/api/live")).Should().Contain("evt_1");
    }

    [Theory]
    [InlineData("/webhooks/dashboard/")]
    [InlineData("/webhooks/dashboard/api/live")]
    [InlineData("/webhooks/dashboard/api/dead-letters")]
    public async Task The_dashboard_is_closed_in_Production(string path)
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        using var page = await crm.Http.GetAsync(path);

        page.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_health_of_the_inbox_can_be_asked()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        (await crm.Http.GetStringAsync("/health")).Should().Be("Healthy");
    }
}

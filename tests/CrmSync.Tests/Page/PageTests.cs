using System.Net.Http.Json;
using CrmSync.Api;
using CrmSync.Tests.Support;

namespace CrmSync.Tests.Page;

public sealed class PageTests : IDisposable
{
    private const string Markup = "<script>alert(1)</script><img src=x onerror=alert(1)>";

    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Markup_in_a_message_is_kept_as_text_and_never_sent_as_markup()
    {
        await using var crm = await RunningCrm.StartAsync(_database);
        await crm.SendAsync("evt_1", "message.received", new { UserId = "user_1", Contact = new { Name = Markup }, Content = Markup });
        await crm.ProcessedAsync();

        using var activities = await crm.Http.GetAsync("/api/activities");
        activities.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await activities.Content.ReadAsStringAsync()).Should().NotContain("<script>");
        (await activities.Content.ReadFromJsonAsync<ActivityPage>())!.Items.Single().Text.Should().Be(Markup);
        (await crm.Http.GetStringAsync("/api/contacts")).Should().NotContain("<script>");
        (await crm.Http.GetStringAsync("/")).Should().NotContain("alert(1)");
    }

    [Fact]
    public async Task The_script_of_the_page_writes_text_and_no_markup()
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        var script = await crm.Http.GetStringAsync("/crm.js");

        script.Should().Contain("textContent");
        script.Should().NotContainAny("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/crm.css", "text/css")]
    [InlineData("/crm.js", "text/javascript")]
    public async Task The_page_needs_nothing_from_elsewhere_and_lets_no_foreign_script_run(string path, string mediaType)
    {
        await using var crm = await RunningCrm.StartAsync(_database);

        using var response = await crm.Http.GetAsync(path);

        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.Should().Be(mediaType);
        (await response.Content.ReadAsStringAsync()).Should().NotContainAny("http://", "https://");
        string.Join(";", response.Headers.GetValues("Content-Security-Policy")).Should().Contain("script-src 'self'").And.NotContain("unsafe");
    }
}

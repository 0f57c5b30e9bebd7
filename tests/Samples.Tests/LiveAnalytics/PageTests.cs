using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using LiveAnalytics.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Samples.Tests.LiveAnalytics;

public sealed class PageTests
{
    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/live.css", "text/css")]
    [InlineData("/live.js", "text/javascript")]
    public async Task The_page_needs_nothing_from_elsewhere_and_lets_no_foreign_script_run(string path, string mediaType)
    {
        await using var app = new LiveAnalyticsFactory();
        using var http = app.CreateClient();

        using var response = await http.GetAsync(path);

        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.Should().Be(mediaType);
        var content = await response.Content.ReadAsStringAsync();
        content.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal) // the namespace's name, which nobody fetches
            .Should().NotContainAny("http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "style=");
        string.Join(";", response.Headers.GetValues("Content-Security-Policy")).Should()
            .Contain("default-src 'none'").And.Contain("script-src 'self'").And.NotContain("unsafe");
    }

    [Fact]
    public async Task Markup_in_the_name_of_a_channel_is_not_sent_as_markup()
    {
        await using var app = new LiveAnalyticsFactory();
        using var platform = app.CreateWebhookSender();
        using var http = app.CreateClient();
        await platform.SendAsync(SampleEvents.MessageReceived.With("data.channel", "<script>alert(1)</script>")
            .With("data.received_at", app.Time.GetUtcNow()));
        await app.Services.WhenIdleAsync();

        var picture = await http.GetStringAsync("/api/now");

        picture.Should().Contain("alert(1)").And.NotContain("<script>");
    }

    [Fact]
    public async Task An_open_page_is_told_of_what_arrives()
    {
        await using var app = new LiveAnalyticsFactory { HasRealClock = true };
        using var platform = app.CreateWebhookSender();
        using var http = app.CreateClient();
        using var page = new StreamReader(await http.GetStreamAsync("/api/live"));
        (await PictureAsync(page)).Should().Contain("\"channels\":[]");

        await platform.SendAsync(SampleEvents.MessageReceived.With("data.channel", "web"));
        await app.Services.WhenIdleAsync();

        (await PictureAsync(page)).Should().Contain("\"channels\":[{\"name\":\"web\",\"count\":1}]");
    }

    [Fact]
    public async Task An_open_page_does_not_hold_up_the_end_of_the_application()
    {
        await using var app = new LiveAnalyticsFactory();
        using var http = app.CreateClient();
        using var page = new StreamReader(await http.GetStreamAsync("/api/live"));
        await PictureAsync(page);

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        (await page.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task More_pages_than_there_is_room_for_are_told_to_come_back()
    {
        await using var app = new LiveAnalyticsFactory();
        using var http = app.CreateClient();
        var viewers = app.Services.GetRequiredService<Viewers>();
        for (var entered = 0; entered < Viewers.Most; entered++)
        {
            viewers.TryEnter().Should().BeTrue();
        }

        using var response = await http.GetAsync("/api/live");

        ((int)response.StatusCode).Should().Be(StatusCodes.Status503ServiceUnavailable);
        response.Headers.RetryAfter.Should().NotBeNull();
        viewers.Leave();
        viewers.TryEnter().Should().BeTrue("the one who was refused does not count");
    }

    private static async Task<string> PictureAsync(StreamReader page)
    {
        (await page.ReadLineAsync()).Should().Be("event: picture");
        var data = await page.ReadLineAsync();
        (await page.ReadLineAsync()).Should().BeEmpty();
        return data!;
    }
}

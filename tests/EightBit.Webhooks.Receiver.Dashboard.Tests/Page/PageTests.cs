using System.Net;
using EightBit.Webhooks.Receiver.Dashboard.Page;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Page;

public sealed class PageTests
{
    [Fact]
    public async Task The_page_is_served_and_knows_its_tag()
    {
        await using var app = await TestApp.StartAsync();

        using var first = await app.SendAsync(HttpMethod.Get, "");
        using var again = await app.SendAsync(HttpMethod.Get, "", ("If-None-Match", first.Headers.ETag!.ToString()));

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        first.Headers.CacheControl!.ToString().Should().Be("no-store");
        (await first.Content.ReadAsStringAsync()).Should().StartWith("<!DOCTYPE html>", "or doctype", StringComparison.OrdinalIgnoreCase);
        again.StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_embedded_file_is_served_with_its_type_and_a_tag()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var name in typeof(PageAssets).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("wwwroot/assets/", StringComparison.Ordinal)))
        {
            var path = name["wwwroot/".Length..];
            using var first = await app.SendAsync(HttpMethod.Get, path);
            using var again = await app.SendAsync(HttpMethod.Get, path, ("If-None-Match", $"\"other\", W/{first.Headers.ETag}"));

            first.StatusCode.Should().Be(HttpStatusCode.OK, path);
            first.Content.Headers.ContentType!.MediaType.Should().NotBe("application/octet-stream", path);
            first.Headers.CacheControl!.ToString().Should().Be("no-cache");
            again.StatusCode.Should().Be(HttpStatusCode.NotModified, path);
        }
    }

    [Theory]
    [InlineData("/webhooks/dashboard", "./dashboard/")]
    [InlineData("/webhooks/dashboard?a=1&b=%2F", "./dashboard/?a=1&b=%2F")]
    public async Task Without_its_slash_the_page_is_elsewhere(string path, string expected)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Get, path);

        response.StatusCode.Should().Be(HttpStatusCode.Found);
        response.Headers.Location!.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("/base/webhooks/dashboard", "./dashboard/")]
    [InlineData("/base/d/%2F%2Fevil.example", "./%2F%2Fevil.example/")]
    public async Task Below_a_path_base_too(string path, string expected)
    {
        await using var app = await TestApp.StartAsync(pipeline: pipeline =>
        {
            pipeline.UsePathBase("/base");
            pipeline.UseRouting();
            pipeline.MapEightBitWebhookDashboard("/d/{tenant}");
        });

        using var response = await app.SendAsync(HttpMethod.Get, path);
        using var page = await app.SendAsync(HttpMethod.Get, "/base/webhooks/dashboard/api/about");

        response.StatusCode.Should().Be(HttpStatusCode.Found);
        response.Headers.Location!.ToString().Should().Be(expected);
        page.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task At_the_root_it_needs_no_redirection()
    {
        await using var app = await TestApp.StartAsync(pipeline: pipeline => pipeline.MapEightBitWebhookDashboard("/"));

        using var response = await app.SendAsync(HttpMethod.Get, "/");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("assets/nothing.js")]
    [InlineData("assets/")]
    [InlineData("assets/%2e%2e/index.html")]
    [InlineData("assets/..%2findex.html")]
    [InlineData("index.html")]
    [InlineData("wwwroot/index.html")]
    [InlineData("api/nothing")]
    public async Task What_is_not_there_is_a_404(string path)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Get, path);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }
}

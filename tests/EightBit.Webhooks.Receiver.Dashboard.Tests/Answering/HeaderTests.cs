using System.Net;
using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Access;
using EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Answering;

public sealed class HeaderTests
{
    public static TheoryData<string, string> AllRoutes => AccessTests.AllRoutes;

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task Every_answer_has_the_security_headers(string method, string path)
    {
        await using var open = await TestApp.StartAsync();
        await using var closed = await TestApp.StartAsync(environment: "Production");

        foreach (var app in new[] { open, closed })
        {
            using var response = await app.SendAsync(new HttpMethod(method), path);
            Header(response, "Content-Security-Policy").Should().Be(SecurityHeaders.ContentSecurityPolicy).And.NotContain("unsafe");
            Header(response, "X-Content-Type-Options").Should().Be("nosniff");
            Header(response, "X-Frame-Options").Should().Be("DENY");
            Header(response, "Referrer-Policy").Should().Be("no-referrer");
            Header(response, "Cross-Origin-Opener-Policy").Should().Be("same-origin");
            Header(response, "Cross-Origin-Resource-Policy").Should().Be("same-origin");
            Header(response, "Permissions-Policy").Should().Contain("camera=()");
            Header(response, "Cache-Control").Should().Be("no-store");
        }
    }

    [Theory]
    [InlineData("POST", "", "GET")]
    [InlineData("PUT", "api/live", "GET")]
    [InlineData("GET", "api/dead-letters/purge", "POST")]
    [InlineData("DELETE", "api/dead-letters/replay", "POST")]
    public async Task Another_method_is_told_which_one_to_use(string method, string path, string allowed)
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(new HttpMethod(method), path);

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal(allowed);
    }

    [Fact]
    public async Task HEAD_is_answered_without_a_body()
    {
        await using var app = await TestApp.StartAsync();

        using var response = await app.SendAsync(HttpMethod.Head, "api/about");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join("|", response.Headers.GetValues(name));
}

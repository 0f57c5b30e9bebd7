using System.Net;
using EightBit.Webhooks.Receiver.Dashboard.Access;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Access;

public sealed class LocalRequestTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", "localhost")]
    [InlineData("127.0.0.1", "127.0.0.1", "LOCALHOST:5080")]
    [InlineData("127.0.0.1", "127.0.0.1", "127.0.0.1:80")]
    [InlineData("::1", "::1", "[::1]:5080")]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.1", "localhost:5080")]
    public void FindObstacle_RequestOfThisMachine_FindsNone(string remote, string local, string host)
        => LocalRequest.FindObstacle(Request(remote, local, host)).Should().BeNull();

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("127.0.0.1", null)]
    [InlineData(null, null)]
    [InlineData("192.168.1.7", "127.0.0.1")]
    [InlineData("127.0.0.1", "192.168.1.7")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("0.0.0.0", "127.0.0.1")]
    [InlineData("::", "::1")]
    [InlineData("fe80::1", "::1")]
    [InlineData("::ffff:192.168.1.7", "::1")]
    public void FindObstacle_OtherOrNoAddress_FindsIt(string? remote, string? local)
        => LocalRequest.FindObstacle(Request(remote, local, "localhost")).Should().Contain("loopback");

    [Theory]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("evil.localhost")]
    [InlineData("localhost.")]
    [InlineData("127.0.0.1.nip.io")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("192.168.1.7:5080")]
    [InlineData("evil.example@localhost")]
    public void FindObstacle_OtherHost_FindsIt(string host)
        => LocalRequest.FindObstacle(Request("127.0.0.1", "127.0.0.1", host)).Should().Contain("does not name this machine");

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-for")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("X-Forwarded-Port")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("X-Forwarded-Server")]
    [InlineData("X-Original-For")]
    [InlineData("X-Original-Host")]
    [InlineData("X-Original-Proto")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    [InlineData("X-Real-IP")]
    [InlineData("True-Client-IP")]
    [InlineData("CF-Connecting-IP")]
    [InlineData("Tailscale-User-Login")]
    [InlineData("X-Envoy-External-Address")]
    [InlineData("X-Amzn-Trace-Id")]
    public void FindObstacle_SignOfAProxy_FindsIt(string header)
    {
        var context = Request("127.0.0.1", "127.0.0.1", "localhost");
        context.Request.Headers[header] = "";

        LocalRequest.FindObstacle(context).Should().Contain("came through a proxy");
    }

    private static DefaultHttpContext Request(string? remote, string? local, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        context.Connection.LocalIpAddress = local is null ? null : IPAddress.Parse(local);
        context.Request.Headers.Host = host;
        return context;
    }
}

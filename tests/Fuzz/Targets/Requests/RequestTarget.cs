using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Fuzz.Targets.Requests;

/// <summary>Whole requests to a whole application: parsing, verification, inbox, dispatch, handlers, inline endpoints, dashboard.</summary>
/// <remarks>
/// Promised: no answer is a 5xx; nothing throws; no 2xx without a valid signature and a fresh timestamp; every accepted event is handled, or its
/// data are unreadable; nobody else can end a line of the log; every request that the server understands is answered.
/// </remarks>
internal sealed partial class RequestTarget : IFuzzed, IAsyncDisposable
{
    /// <summary>Kestrel's own answer to a version of HTTP that does not exist: no code of the product has seen the request.</summary>
    private const int VersionNotSupported = 505;

    private readonly Lazy<Task<FuzzedApplication>> _application;
    private readonly IReadOnlyList<string> _goodHeads;

    private RequestTarget(IReadOnlyList<string> goodHeads, Action<IApplicationBuilder>? flaw)
    {
        _goodHeads = goodHeads;
        _application = new(() => FuzzedApplication.StartAsync(flaw));
    }

    public static RequestTarget OfDeliveries(Action<IApplicationBuilder>? flaw = null)
        => new([.. FuzzedEndpoints.Receiving.Select(path => $"POST {path} HTTP/1.1\r\nHost: a\r\nX-8bit-Timestamp: 1767225600")], flaw);

    public static RequestTarget OfTheDashboard(Action<IApplicationBuilder>? flaw = null)
        => new([.. DashboardHeads.All], flaw);

    // The thread is the fuzzer's own, and there is nothing for it to do meanwhile.
    public void Take(byte[] input) => TakeAsync(input).GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_application.IsValueCreated)
        {
            await (await _application.Value).DisposeAsync();
        }
    }

    private async Task TakeAsync(byte[] input)
    {
        var application = await _application.Value;
        var answers = Encoding.Latin1.GetString(await application.ExchangeAsync(HostileRequest.Of(input, _goodHeads)));
        var accepted = answers.Split("{\"code\":\"accepted\"}").Length - 1;
        await application.Settlements.WhenSettledAsync(accepted);
        application.Witness.ThrowIfSeen();
        foreach (Match answer in StatusLine().Matches(answers))
        {
            var status = int.Parse(answer.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            Promise.That(status is < 500 or VersionNotSupported, $"no answer is a 5xx, such as {status}");
        }
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3}) ")]
    private static partial Regex StatusLine();
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.Packages.Tests.Processes;

/// <summary>A receiver as a process of its own, on a free port, and the platform that sends it a delivery.</summary>
internal sealed class RunningReceiver : IDisposable
{
    private const string Secret = "the-secret-of-the-packages-tests";
    private const string Body =
        """{"id":"evt_1","type":"message.received","data":{"conversation_id":"conv_1","user_id":"ada","content":"Hello!"}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly CancellationTokenSource _patience = new(Patience);

    private RunningReceiver(Process process) => _process = process;

    /// <summary>Starts it, sends one signed delivery, and waits for what its handler writes.</summary>
    public static async Task HandlesADeliveryAsync(string folder, string program, params string[] arguments)
    {
        var process = Command.Start(
            folder,
            program,
            [.. arguments, "--urls", "http://127.0.0.1:0"],
            ("EightBit__Webhooks__Secrets__0", Secret),
            ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"));
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var receiver = new RunningReceiver(process);
        var address = (await receiver.LineAsync(@"Now listening on: (http://127\.0\.0\.1:\d+)")).Groups[1].Value;

        (await receiver.SendAsync(address)).Should().Be("""200 {"code":"accepted"}""");
        await receiver.LineAsync("ada wrote: Hello!");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _patience.Dispose();
    }

    private async Task<Match> LineAsync(string pattern)
    {
        var seen = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync(_patience.Token) is { } line)
        {
            var match = Regex.Match(line, pattern);
            if (match.Success)
            {
                return match;
            }

            seen.AppendLine(line);
        }

        throw new InvalidOperationException($"The receiver ended and never wrote '{pattern}', but: {seen}");
    }

    private async Task<string> SendAsync(string address)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/webhooks/8bit");
        request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Body));
        request.Headers.Add("X-8bit-Signature-256", Convert.ToHexStringLower(signature));
        request.Headers.Add("X-8bit-Timestamp", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var answer = await http.SendAsync(request, _patience.Token);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(_patience.Token)}";
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EightBit.Webhooks.Receiver.Packages.Tests.Processes;

/// <summary>A receiver as a process of its own, on a free port, and the platform that sends it a delivery.</summary>
internal static class RunningReceiver
{
    private const string Secret = "the-secret-of-the-packages-tests";
    private const string Body =
        """{"id":"evt_1","type":"message.received","data":{"conversation_id":"conv_1","user_id":"ada","content":"Hello!"}}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Starts it, sends one signed delivery, and waits for what its handler writes.</summary>
    public static async Task HandlesADeliveryAsync(string folder, string program, params string[] arguments)
    {
        var start = Command.In(folder, program, [.. arguments, "--urls", "http://127.0.0.1:0"]);
        start.Environment["EightBit__Webhooks__Secrets__0"] = Secret;
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        await using var receiver = ChildProcess.Start(start);
        var address = (await receiver.WhenPrintedAsync("Now listening on: ", Patience)).Split(": ")[^1];

        (await SendAsync(address)).Should().Be("""200 {"code":"accepted"}""");
        await receiver.WhenPrintedAsync("ada wrote: Hello!", Patience);
    }

    private static async Task<string> SendAsync(string address)
    {
        using var http = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/webhooks/8bit");
        request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Body));
        request.Headers.Add("X-8bit-Signature-256", Convert.ToHexStringLower(signature));
        request.Headers.Add("X-8bit-Timestamp", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var answer = await http.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}

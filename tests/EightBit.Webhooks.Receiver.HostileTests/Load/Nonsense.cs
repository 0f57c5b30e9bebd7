using EightBit.Webhooks.Receiver.HostileTests.Deliveries;

namespace EightBit.Webhooks.Receiver.HostileTests.Load;

/// <summary>What one of thousands of strangers sends, and what it is to get for it.</summary>
internal static class Nonsense
{
    private static readonly (Func<string> Text, string Expected)[] Kinds =
    [
        (() => new string('\0', 500), "400"),
        (() => "GET / HTTP/1.1\r\nHost: test\r\n\r\n", "404"),
        (() => Delivery.New().Request().Replace("\"id\"", "\"ID\"", StringComparison.Ordinal), "401 signature_mismatch"),
        (() => Delivery.New().Request().Replace("X-8bit-Sig", "X-8bit-Sag", StringComparison.Ordinal), "401 signature_missing"),
        (() => Delivery.New().Request($"X-Huge: {new string('a', 40_000)}\r\n"), "431"),
        (() => Delivery.New().Framed("Content-Length: 99999999\r\n", ""), "413 body_too_large"),
        (() => Delivery.New().Framed("Transfer-Encoding: chunked\r\n", "zz\r\n"), "400 body_unreadable"),
        (() => Delivery.New().Framed("Content-Length: 20000\r\n", new string(' ', 10_000)), "408 body_timeout"),
        (() => Delivery.New().Request()[..100], "408"),
        (() => "", ""), // silent: closed without an answer
    ];

    public static (string Text, string Expected) Of(int stranger)
    {
        var (text, expected) = Kinds[stranger % Kinds.Length];
        return (text(), expected);
    }
}

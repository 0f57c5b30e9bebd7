using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;

namespace EightBit.Webhooks.Receiver.HostileTests.Sockets;

/// <summary>One attack on a connection of its own, and what came back until the server closed it.</summary>
internal static class Exchange
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Sends the bytes, waits for the first answer, then sends a valid delivery on the same connection: it shows whether the server is still where
    /// the sender is in the stream of bytes.
    /// </summary>
    /// <returns>The answers, then "open" when the valid delivery was accepted as the last, or "closed".</returns>
    public static async Task<string> AttackAsync(ReceiverUnderAttack receiver, string bytes)
    {
        using var client = await RawClient.ConnectAsync(receiver);
        var sending = client.SendAsync(bytes);
        var first = await client.ReadAnswerAsync(Patience);
        var answers = first is null ? [] : new List<string> { first.ToString() };
        if (first is not null)
        {
            await sending.WaitAsync(Patience);
            await client.SendAsync(Delivery.New().Request("Connection: close\r\n"));
            answers.AddRange(await client.ReadToEndAsync(Patience));
        }

        if (answers.Count > 1 && answers[^1] == "200 accepted")
        {
            answers[^1] = "open";
            return string.Join(", ", answers);
        }

        return string.Join(", ", [.. answers, "closed"]);
    }
}

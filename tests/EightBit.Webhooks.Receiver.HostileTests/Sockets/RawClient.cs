using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;

namespace EightBit.Webhooks.Receiver.HostileTests.Sockets;

/// <summary>A client that sends bytes, whatever they are, and reads answers until the server closes.</summary>
internal sealed partial class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];
    private readonly ReceiverUnderAttack _receiver;
    private string _unread = "";

    private RawClient(ReceiverUnderAttack receiver) => _receiver = receiver;

    public static async Task<RawClient> ConnectAsync(ReceiverUnderAttack receiver, Uri? to = null)
    {
        var client = new RawClient(receiver);
        to ??= receiver.Http1;
        await client._socket.ConnectAsync(to.Host, to.Port);
        return client;
    }

    /// <returns>False when the server has closed before all of it was sent.</returns>
    public Task<bool> SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <returns>False when the server has closed before all of it was sent.</returns>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await _socket.SendAsync(bytes, cancellationToken)..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Says that nothing more will come, and goes on reading.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <returns>Null when the server has closed.</returns>
    /// <exception cref="OperationCanceledException">Neither an answer nor the end came within the time.</exception>
    public async Task<RawAnswer?> ReadAnswerAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        while (true)
        {
            if (TryTakeAnswer() is { } answer)
            {
                if (answer.Code is { } code)
                {
                    _receiver.Read(code);
                }

                return answer;
            }

            var read = await ReceiveAsync(deadline.Token);
            if (read == 0)
            {
                return null;
            }

            _unread += Encoding.Latin1.GetString(_buffer, 0, read);
        }
    }

    /// <returns>All answers until the server has closed.</returns>
    public async Task<List<string>> ReadToEndAsync(TimeSpan within)
    {
        var answers = new List<string>();
        while (await ReadAnswerAsync(within) is { } answer)
        {
            answers.Add(answer.ToString());
        }

        return answers;
    }

    /// <summary>What is left of what was received, when it is no HTTP/1.x answer.</summary>
    public string Unread => _unread;

    /// <returns>Zero when the server has closed.</returns>
    public async Task<int> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(_buffer, cancellationToken);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    public void Dispose() => _socket.Dispose();

    private RawAnswer? TryTakeAnswer()
    {
        var headEnd = _unread.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (headEnd < 0 || FirstLine().Match(_unread) is not { Success: true } line)
        {
            return null;
        }

        var head = _unread[..headEnd];
        var length = Length().Match(head) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        var end = headEnd + 4 + length;
        if (_unread.Length < end)
        {
            return null;
        }

        var answer = new RawAnswer(int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture), head, _unread[(headEnd + 4)..end]);
        _unread = _unread[end..];
        return answer;
    }

    [GeneratedRegex(@"^HTTP/1\.[01] (\d{3}) ")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"\r\nContent-Length: (\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}

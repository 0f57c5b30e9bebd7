using System.Net.Sockets;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Sending;

namespace EightBit.Webhooks.Cli.Simulating;

/// <summary>Whether anybody listens: an address that was typed wrong should not be tried for seven hours.</summary>
internal static class Reachability
{
    /// <exception cref="CliException">Nobody does.</exception>
    public static async Task EnsureAsync(Target target, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        if (target.UsesProxy)
        {
            return;
        }

        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(target.Url.IdnHost, target.Url.Port, either.Token);
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var why = exception is SocketException ? exception.Message : $"no connection within {atMost.TotalSeconds:0} s";
            throw new CliException($"{target.Url} cannot be reached: {why}. Start the receiver, or name another with --to.", exception);
        }
    }
}

using System.Buffers;
using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>Makes one attempt with the platform's patience.</summary>
internal sealed class DeliverySender
{
    /// <summary>How long the platform waits for an answer.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    private const int KeptBytes = 4 * 1024;
    private const int MostBytes = 64 * 1024;
    private const int LongestProblem = 300;

    private readonly HttpMessageInvoker _client;
    private readonly TimeProvider _time;

    public DeliverySender(HttpMessageInvoker client, TimeProvider time)
    {
        _client = client;
        _time = time;
    }

    /// <exception cref="OperationCanceledException">Because of the token; not because of the time limit.</exception>
    public async Task<DeliveryAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeLimit, _time);
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), limit);
        try
        {
            using var response = await _client.SendAsync(request, limit.Token);
            var body = await ReadAsync(response, limit.Token);
            return new DeliveryAnswer
            {
                Result = response.IsSuccessStatusCode ? AttemptResult.Acknowledged : AttemptResult.Status,
                Elapsed = _time.GetElapsedTime(startedAt),
                Status = (int)response.StatusCode,
                Body = body,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryAnswer { Result = AttemptResult.Timeout, Elapsed = _time.GetElapsedTime(startedAt) };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new DeliveryAnswer
            {
                Result = AttemptResult.Connection,
                Elapsed = _time.GetElapsedTime(startedAt),
                Problem = PlainText.OneLine(exception.InnerException?.Message ?? exception.Message, LongestProblem),
            };
        }
    }

    // To its end, so that the connection can be used again; a long one is not worth that.
    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes);
        try
        {
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, MostBytes), MostBytes, throwOnEndOfStream: false, cancellationToken);
            return buffer[..Math.Min(length, KeptBytes)];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

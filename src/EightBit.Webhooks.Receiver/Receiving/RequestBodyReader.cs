using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Reads the raw body once, bounded in size and time.</summary>
internal static class RequestBodyReader
{
    /// <summary>
    /// A longer body's buffer grows with what has arrived, so that a sender cannot make us hold a megabyte by announcing one.
    /// </summary>
    private const int FirstBuffer = 16 * 1024;

    public static async ValueTask<BodyReading> ReadAsync(HttpRequest request, int maxBytes, AcknowledgementBudget budget)
    {
        if (request.ContentLength > maxBytes)
        {
            return BodyReading.Refused(DeliveryOutcome.BodyTooLarge);
        }

        try
        {
            AllowSize(request.HttpContext, maxBytes);
            return await ReadToEndAsync(request, maxBytes, budget.Token);
        }
        catch (Exception exception)
        {
            return BodyReading.Refused(OutcomeOf(exception, request.HttpContext, budget), exception);
        }
    }

    private static DeliveryOutcome OutcomeOf(Exception exception, HttpContext context, AcknowledgementBudget budget)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return DeliveryOutcome.BodyTooLarge;

            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return DeliveryOutcome.BodyTimeout;

            case OperationCanceledException when budget.IsUsedUp || IsTimedOutByMiddleware(context):
                return DeliveryOutcome.BodyTimeout;

            case OperationCanceledException or ConnectionResetException:
                return DeliveryOutcome.Aborted;

            case ObjectDisposedException:
                return DeliveryOutcome.BodyAlreadyRead; // by somebody who did not leave the stream open

            default:
                return DeliveryOutcome.BodyUnreadable;
        }
    }

    /// <summary>The request-timeouts middleware ends a request in the same way as a sender who goes away, but somebody waits for an answer.</summary>
    private static bool IsTimedOutByMiddleware(HttpContext context)
        => context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };

    private static async ValueTask<BodyReading> ReadToEndAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var reader = OpenReader(request);

        // A read that is cancelled by its token is left pending, and the server complains when it drains the rest of the body.
        await using var registration = cancellationToken.UnsafeRegister(pending => ((PipeReader)pending!).CancelPendingRead(), reader);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(request.ContentLength ?? FirstBuffer, 1, FirstBuffer));
        var length = 0;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var result = await reader.ReadAsync(CancellationToken.None);
                var received = result.Buffer;
                if (length + received.Length > maxBytes)
                {
                    reader.AdvanceTo(received.End);
                    return BodyReading.Refused(DeliveryOutcome.BodyTooLarge);
                }

                buffer = EnsureRoom(buffer, length, (int)received.Length);
                received.CopyTo(buffer.AsSpan(length));
                length += (int)received.Length;
                reader.AdvanceTo(received.End);
                if (result.IsCompleted)
                {
                    return Finish(request, buffer.AsSpan(0, length));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static PipeReader OpenReader(HttpRequest request)
    {
        if (!request.Body.CanSeek)
        {
            return request.BodyReader;
        }

        request.Body.Position = 0; // some middleware has buffered it, and may have read it
        return PipeReader.Create(request.Body, new StreamPipeReaderOptions(leaveOpen: true));
    }

    // The server itself makes sure that an announced body is complete, so one of which nothing is left was taken by somebody before us.
    private static BodyReading Finish(HttpRequest request, ReadOnlySpan<byte> body)
        => body.IsEmpty && request.ContentLength > 0
            ? BodyReading.Refused(DeliveryOutcome.BodyAlreadyRead)
            : BodyReading.Read(body.ToArray());

    private static byte[] EnsureRoom(byte[] buffer, int used, int more)
    {
        if (used + more <= buffer.Length)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * buffer.Length, used + more));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>Lets the server read as much as the receiver's own limit, where its limit for all requests is lower.</summary>
    private static void AllowSize(HttpContext context, int maxBytes)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false } && limit.MaxRequestBodySize < maxBytes)
        {
            limit.MaxRequestBodySize = maxBytes;
        }
    }
}

using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Reads the raw body once, bounded in size and time.</summary>
internal static class RequestBodyReader
{
    /// <summary>
    /// A longer body's buffer grows with what has arrived, so that a sender cannot make us hold a megabyte by announcing one.
    /// </summary>
    private const int FirstBuffer = 16 * 1024;

    public static async ValueTask<BodyReading> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return BodyReading.Refused(DeliveryOutcome.BodyTooLarge);
        }

        if (request.Body.CanSeek)
        {
            request.Body.Position = 0; // some middleware has buffered it, and may have read it
        }

        try
        {
            AllowSize(request.HttpContext, maxBytes);
            return await ReadToEndAsync(request, maxBytes, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return BodyReading.Refused(
                request.HttpContext.RequestAborted.IsCancellationRequested ? DeliveryOutcome.Aborted : DeliveryOutcome.BodyTimeout);
        }
        catch (BadHttpRequestException exception)
        {
            return BodyReading.Refused(exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => DeliveryOutcome.BodyTooLarge,
                StatusCodes.Status408RequestTimeout => DeliveryOutcome.BodyTimeout,
                _ => DeliveryOutcome.BodyUnreadable,
            });
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return BodyReading.Refused(DeliveryOutcome.Aborted); // the connection is gone
        }
    }

    private static async ValueTask<BodyReading> ReadToEndAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var announced = request.ContentLength;
        var oneMoreThanTheBody = (int)Math.Min(announced ?? FirstBuffer, FirstBuffer) + 1; // room for the read that finds its end
        var buffer = ArrayPool<byte>.Shared.Rent(oneMoreThanTheBody);
        var length = 0;
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    return BodyReading.Refused(DeliveryOutcome.BodyTooLarge);
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            // The server itself makes sure that an announced body is complete, so what is missing was taken by somebody before us.
            return length < announced
                ? BodyReading.Refused(DeliveryOutcome.BodyAlreadyRead)
                : BodyReading.Read(buffer.AsSpan(0, length).ToArray());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger.AsSpan());
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

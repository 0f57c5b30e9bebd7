using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;

namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Reads the raw body once, bounded in size and time.</summary>
internal static class RequestBodyReader
{
    public static async ValueTask<BodyReading> ReadAsync(HttpRequest request, int maxBytes, AcknowledgementBudget budget)
    {
        if (request.ContentLength > maxBytes)
        {
            return BodyReading.Refused(DeliveryOutcome.BodyTooLarge);
        }

        try
        {
            AllowSize(request.HttpContext, maxBytes);
            return await ReadToEndAsync(request, maxBytes, budget);
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

    private static async ValueTask<BodyReading> ReadToEndAsync(HttpRequest request, int maxBytes, AcknowledgementBudget budget)
    {
        var reader = OpenReader(request);
        using var body = new BodyBuffer(request.ContentLength);
        while (true)
        {
            var result = await ReadAsync(reader, budget);
            var received = result.Buffer;
            if (body.Length + received.Length > maxBytes)
            {
                reader.AdvanceTo(received.End);
                return BodyReading.Refused(DeliveryOutcome.BodyTooLarge);
            }

            body.Append(received);
            reader.AdvanceTo(received.End);
            if (result.IsCompleted)
            {
                return Finish(request, body);
            }
        }
    }

    /// <summary>A small body has usually come with its headers: then there is nothing to wait for, and nothing to be cancelled.</summary>
    private static ValueTask<ReadResult> ReadAsync(PipeReader reader, AcknowledgementBudget budget)
    {
        var reading = reader.ReadAsync(CancellationToken.None);
        return reading.IsCompleted ? reading : WaitAsync(reading, reader, budget.Token);
    }

    private static async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> reading, PipeReader reader, CancellationToken cancellationToken)
    {
        // A read that is cancelled by its token is left pending, and the server complains when it drains the rest of the body.
        await using var registration = cancellationToken.UnsafeRegister(EndRead, reader);
        var result = await reading;
        if (cancellationToken.IsCancellationRequested)
        {
            reader.AdvanceTo(result.Buffer.End);
            throw new OperationCanceledException(cancellationToken);
        }

        return result;
    }

    private static void EndRead(object? reader)
    {
        try
        {
            ((PipeReader)reader!).CancelPendingRead();
        }
        catch (Exception)
        {
            // The sender has reset an HTTP/2 stream: the server has ended the read already, with this same exception, and that is where it is
            // dealt with. What came out here the server would log as an unhandled error of the application.
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
    private static BodyReading Finish(HttpRequest request, BodyBuffer body)
        => body.Length == 0 && request.ContentLength > 0
            ? BodyReading.Refused(DeliveryOutcome.BodyAlreadyRead)
            : BodyReading.Read(body.ToArray());

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

using System.Text;
using EightBit.Webhooks.Receiver.Signatures;
using EightBit.Webhooks.Receiver.Verifying;
using Microsoft.Extensions.Primitives;

namespace LambdaVerifier.Function;

/// <summary>Makes of the host's JSON the bytes and headers that came over the wire.</summary>
internal static class RequestReader
{
    /// <returns>Null when the body says that it is base64 and is not.</returns>
    public static UnverifiedDelivery? Read(FunctionRequest request)
        => TryDecode(request, out var body)
            ? new UnverifiedDelivery
            {
                Body = body,
                Signature = Header(request, WebhookHeaders.Signature),
                Timestamp = Header(request, WebhookHeaders.Timestamp),
                EventIdHeader = Header(request, WebhookHeaders.EventId),
            }
            : null;

    private static bool TryDecode(FunctionRequest request, out byte[] body)
    {
        var text = request.Body ?? "";
        if (!request.IsBase64Encoded)
        {
            // What the host made text of is UTF-8 again; bytes that were none are gone, and then the signature does not match.
            body = Encoding.UTF8.GetBytes(text);
            return true;
        }

        body = new byte[text.Length / 4 * 3 + 3];
        var isBase64 = Convert.TryFromBase64String(text, body, out var length);
        body = body[..length];
        return isBase64;
    }

    /// <summary>
    /// Names come in lower case from API Gateway, and as sent from test tools. A header that is there twice is handed on twice, so that it
    /// is refused.
    /// </summary>
    private static StringValues Header(FunctionRequest request, string name)
        => request.Headers is null
            ? StringValues.Empty
            : new StringValues(
                [.. request.Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)]);
}

using EightBit.Webhooks.Receiver.Verifying;

namespace LambdaVerifier.Function;

/// <summary>The answer in payload format 2.0.</summary>
internal sealed record FunctionResponse(int StatusCode, IReadOnlyDictionary<string, string> Headers, string Body, bool IsBase64Encoded = false)
{
    public static FunctionResponse Of(WebhookResponse response) => new(response.Status, response.Headers, response.Body);
}

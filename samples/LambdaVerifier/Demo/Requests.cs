using System.Text;
using EightBit.Webhooks.Receiver.Testing.Sending;
using LambdaVerifier.Function;

namespace LambdaVerifier.Demo;

/// <summary>Wraps deliveries as API Gateway and function URLs do.</summary>
internal static class Requests
{
    public static FunctionRequest AsText(SignedDelivery delivery) => Wrap(delivery) with { Body = Encoding.UTF8.GetString(delivery.Body.Span) };

    public static FunctionRequest AsBase64(SignedDelivery delivery)
        => Wrap(delivery) with { Body = Convert.ToBase64String(delivery.Body.Span), IsBase64Encoded = true };

    private static FunctionRequest Wrap(SignedDelivery delivery) => new()
    {
        Version = "2.0",
        RequestContext = new RequestContext("demo", new HttpDescription("POST", "/webhooks/8bit")),
        Headers = delivery.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
    };
}

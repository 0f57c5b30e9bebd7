namespace LambdaVerifier.Function;

/// <summary>What this function reads of an API Gateway or function URL request, payload format 2.0.</summary>
internal sealed record FunctionRequest
{
    public string? Version { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public RequestContext? RequestContext { get; init; }

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }
}

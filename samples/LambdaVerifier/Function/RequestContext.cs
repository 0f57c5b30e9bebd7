namespace LambdaVerifier.Function;

internal sealed record RequestContext(string? RequestId, HttpDescription? Http);

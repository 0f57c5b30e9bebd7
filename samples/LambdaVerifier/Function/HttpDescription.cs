namespace LambdaVerifier.Function;

internal sealed record HttpDescription(string? Method, string? Path);

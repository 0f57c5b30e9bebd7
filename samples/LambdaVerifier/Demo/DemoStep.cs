using LambdaVerifier.Function;

namespace LambdaVerifier.Demo;

/// <summary>One request, and what has to be answered.</summary>
internal sealed record DemoStep(string Title, FunctionRequest Request, string ExpectedAnswer);

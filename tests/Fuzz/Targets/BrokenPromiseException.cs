namespace Fuzz.Targets;

/// <summary>The product did something with an input that it promises never to do.</summary>
internal sealed class BrokenPromiseException : Exception
{
    public BrokenPromiseException(string message)
        : base(message)
    {
    }
}

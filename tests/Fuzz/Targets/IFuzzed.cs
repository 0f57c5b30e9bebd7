namespace Fuzz.Targets;

/// <summary>A piece of the product that is fed with bytes, and what it promises whatever they are.</summary>
/// <remarks>What is documented to be thrown is caught in here; whatever else comes out is a finding. Fed by one thread.</remarks>
internal interface IFuzzed
{
    /// <exception cref="BrokenPromiseException">Something was answered that must not be.</exception>
    void Take(byte[] input);
}

namespace EightBit.Webhooks.Receiver.PropertyTests;

/// <summary>Tries a property on many generated cases. A failure is shrunk, and its message has the seed and the case.</summary>
/// <remarks>CONTRIBUTING.md says how to try a seed again, and how to try more.</remarks>
internal static class Property
{
    /// <summary>What CsCheck tries unless the environment says otherwise.</summary>
    private const int UsualCases = 100;

    /// <param name="gen">The cases.</param>
    /// <param name="cases">How many; CsCheck_Iter=1000 makes them ten times as many, CsCheck_Time=60 as many as fit into a minute.</param>
    /// <param name="property">Throws when it does not hold.</param>
    /// <param name="print">How a case reads in the message of a failure.</param>
    public static void Holds<T>(this Gen<T> gen, int cases, Action<T> property, Func<T, string>? print = null)
        => gen.Sample(property, iter: cases * Check.Iter / UsualCases, print: print);

    /// <inheritdoc cref="Holds{T}(Gen{T}, int, Action{T}, Func{T, string}?)"/>
    public static Task HoldsAsync<T>(this Gen<T> gen, int cases, Func<T, Task> property, Func<T, string>? print = null)
        => gen.SampleAsync(property, iter: cases * Check.Iter / UsualCases, print: print);
}

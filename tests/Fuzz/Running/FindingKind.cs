namespace Fuzz.Running;

/// <summary>What is wrong with how an input was taken.</summary>
internal enum FindingKind
{
    /// <summary>An exception that is not documented, or a broken promise.</summary>
    Crash,

    /// <summary>It took longer than a second, each time.</summary>
    Hang,
}

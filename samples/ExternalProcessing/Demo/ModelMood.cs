namespace ExternalProcessing.Demo;

/// <summary>How the stand-in takes the first call with a key.</summary>
internal enum ModelMood
{
    /// <summary>Answers.</summary>
    Well,

    /// <summary>503, unpaid.</summary>
    Busy,

    /// <summary>429 with Retry-After, unpaid.</summary>
    Strict,

    /// <summary>Takes the money, and is silent until the caller gives up.</summary>
    PaidButSilent,

    /// <summary>Takes the money, and answers 500.</summary>
    PaidButFailed,
}

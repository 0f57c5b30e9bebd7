namespace SoakTarget;

/// <summary>What only the application itself knows of its state.</summary>
/// <param name="HeapBytes">What is reachable: counted after a full collection.</param>
/// <param name="Pending">Events accepted and not yet completed or dead.</param>
internal sealed record Figures(long HeapBytes, long Pending);

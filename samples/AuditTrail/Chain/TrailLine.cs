namespace AuditTrail.Chain;

/// <summary>One line of a trail.</summary>
/// <param name="Bytes">The line without its end; of a line that is too long for an entry, the beginning.</param>
/// <param name="Length">Its length with its end.</param>
/// <param name="IsComplete">False for the last one if it has no end: somebody was interrupted while writing it, or is writing it now.</param>
internal readonly record struct TrailLine(byte[] Bytes, long Length, bool IsComplete);

namespace AuditTrail.Chain;

/// <summary>The trail is not as it was left, or cannot be written to. The message says the fix.</summary>
internal sealed class AuditTrailException(string message, Exception? innerException = null) : Exception(message, innerException);

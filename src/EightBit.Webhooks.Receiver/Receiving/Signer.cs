namespace EightBit.Webhooks.Receiver.Receiving;

/// <summary>Whose secret has signed the body, and which one.</summary>
internal readonly record struct Signer(string? Tenant, int SecretIndex);

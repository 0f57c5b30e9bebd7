namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>How the text of a configured secret becomes the HMAC key.</summary>
/// <remarks>
/// The platform's documentation does not say which one it uses; <see cref="Utf8"/> is what
/// <c>createHmac('sha256', secret)</c> does in most languages. If every delivery is refused as a
/// signature mismatch although the secret is right, try <see cref="Hex"/>.
/// </remarks>
public enum SecretEncoding
{
    /// <summary>The key is the UTF-8 text of the secret, hex digits and all. This is the default.</summary>
    Utf8,

    /// <summary>The key is the bytes that the secret's hex digits stand for.</summary>
    Hex,
}

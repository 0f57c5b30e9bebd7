using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;

namespace Fuzz.Targets;

/// <summary>The one secret of all targets, and what signs with it without any code of the product.</summary>
internal static class Keys
{
    public const string Text = "correct-horse-battery-staple";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Text);

    public static WebhookSecret Secret { get; } = WebhookSecret.FromText(Text);

    public static string Sign(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, body));

    /// <summary>Whether a header is the signature of a body, by another code than the product's.</summary>
    public static bool IsSignature(string? header, ReadOnlySpan<byte> body)
        => header is not null
            && (header.StartsWith("sha256=", StringComparison.Ordinal) ? header[7..] : header).Equals(Sign(body), StringComparison.OrdinalIgnoreCase);
}

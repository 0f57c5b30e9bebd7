using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>Signs with the receiver's secret, or with anything else.</summary>
internal sealed class Signer
{
    public const string Prefix = "sha256=";

    private readonly byte[] _key;
    private readonly bool _withPrefix;

    private Signer(byte[] key, bool withPrefix)
    {
        _key = key;
        _withPrefix = withPrefix;
    }

    public static Signer Of(CheckSettings settings) => new(
        settings.SecretEncoding == SecretEncoding.Hex ? Convert.FromHexString(settings.SecretText) : Encoding.UTF8.GetBytes(settings.SecretText),
        settings.SignaturePrefix);

    public byte[] Digest(byte[] body) => HMACSHA256.HashData(_key, body);

    public string Sign(byte[] body) => Write(Digest(body));

    /// <summary>Signs with any text, even an empty one, which no setting would allow.</summary>
    public string SignWith(string key, byte[] body) => Write(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));

    public string Write(byte[] digest) => Write(Convert.ToHexStringLower(digest));

    public string Write(string digits) => _withPrefix ? Prefix + digits : digits;

    /// <summary>The form that was not chosen: with the prefix if it is left out, and without it if not.</summary>
    public string SignInOtherForm(byte[] body)
        => _withPrefix ? Convert.ToHexStringLower(Digest(body)) : Prefix + Convert.ToHexStringLower(Digest(body));
}

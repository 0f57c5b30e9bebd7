using System.Security.Cryptography;
using EightBit.Webhooks.Cli.Checking.Sending;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>Only who knows the secret can sign, and nobody learns how.</summary>
internal static class SecretChecks
{
    private const int HalfOfTheDigits = 32;

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "secret-wrong",
            Title = "A signature made with another secret is refused",
            Sends = "a delivery signed with a random secret, and one that carries the SHA-256 of the body without any",
            Why = "Otherwise the secret does not matter.",
            Source = "RFC 2104, section 2; CWE-347 (improper verification of cryptographic signature)",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustRefuse,
                cancellationToken,
                SignedWith(subject, "a random secret", RandomNumberGenerator.GetHexString(64, lowercase: true)),
                SignedBy(subject, "SHA-256 without a secret", body => subject.Signer.Write(SHA256.HashData(body)))),
        },
        new()
        {
            Id = "secret-empty",
            Title = "A signature made with an empty secret is refused",
            Sends = "deliveries signed with nothing, and with the texts that a missing setting turns into: undefined, null, None",
            Why = "A setting that is missing, such as that of a second secret for rotation, must not become a key that everybody knows.",
            Source = "RFC 2104, section 3 (keys shorter than the digest are strongly discouraged); CWE-258 (empty password in configuration file)",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustRefuse,
                cancellationToken,
                SignedWith(subject, "an empty secret", ""),
                SignedWith(subject, "undefined", "undefined"),
                SignedWith(subject, "null", "null"),
                SignedWith(subject, "None", "None")),
        },
        new()
        {
            Id = "secret-not-leaked",
            Title = "No answer gives the right signature or the secret away",
            Sends = "deliveries with a wrong, a malformed and no signature",
            Why = "An error that says which signature was expected signs whatever an attacker sends.",
            Source = "CWE-209 (error message containing sensitive information); OWASP API8:2023 (security misconfiguration)",
            RunAsync = NotLeakedAsync,
        },
    ];

    private static Trial SignedWith(Subject subject, string what, string secret) => SignedBy(subject, what, body => subject.Signer.SignWith(secret, body));

    private static Trial SignedBy(Subject subject, string what, Func<byte[], string?> sign)
    {
        var delivery = subject.Make.Valid();
        return new Trial(what, delivery with { Signature = sign(delivery.Body) });
    }

    private static async Task<Verdict> NotLeakedAsync(Subject subject, CancellationToken cancellationToken)
    {
        (string What, string? Signature)[] tries = [("a wrong signature", SignatureChecks.Wrong), ("a malformed one", "not-a-signature"), ("none", null)];
        foreach (var (what, signature) in tries)
        {
            var delivery = subject.Make.Valid() with { Signature = signature };
            var answer = await subject.SendAsync(delivery, cancellationToken);
            if (Leak(subject, delivery, answer.Headers + answer.Body) is { } leak)
            {
                return Verdict.Fail($"The answer to {what} holds {leak}.");
            }
        }

        return Verdict.Pass("Neither is in the headers or the body of any answer.");
    }

    private static string? Leak(Subject subject, Delivery delivery, string answer)
    {
        var digest = subject.Signer.Digest(delivery.Body);
        if (answer.Contains(subject.Settings.SecretText, StringComparison.OrdinalIgnoreCase))
        {
            return "the secret";
        }

        return answer.Contains(Convert.ToHexStringLower(digest)[..HalfOfTheDigits], StringComparison.OrdinalIgnoreCase)
            || answer.Contains(Convert.ToBase64String(digest).TrimEnd('='), StringComparison.Ordinal)
                ? "the signature that would have been right"
                : null;
    }
}

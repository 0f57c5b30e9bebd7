using System.Text;
using EightBit.Webhooks.Cli.Checking.Sending;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.Checking.Checks;

/// <summary>What does not carry the one right signature has to be refused.</summary>
internal static class SignatureChecks
{
    private static readonly int[] Beginnings = [1, 2, 8, 32, 62, 63];

    private const string Cwe347 = "CWE-347 (improper verification of cryptographic signature)";

    public static IReadOnlyList<Check> All =>
    [
        new()
        {
            Id = "signature-missing",
            Title = "A delivery without a signature is refused",
            Sends = "a delivery without the header X-8bit-Signature-256",
            Why = "Otherwise anybody who knows the address can send events.",
            Source = $"8bit-ai webhook documentation: verify before processing; {Cwe347}",
            RunAsync = (subject, cancellationToken) => RefusedAsync(subject, _ => null, cancellationToken),
        },
        new()
        {
            Id = "signature-empty",
            Title = "An empty signature is refused",
            Sends = "a delivery whose signature header has no value",
            Why = "Comparisons that begin with 'starts with' or with the given length take nothing for a match.",
            Source = $"{Cwe347}; CWE-187 (partial string comparison)",
            RunAsync = (subject, cancellationToken) => RefusedAsync(subject, _ => "", cancellationToken),
        },
        new()
        {
            Id = "signature-truncated",
            Title = "The beginning of the right signature is refused",
            Sends = "the first 1, 2, 8, 32, 62 and 63 of its 64 digits",
            Why = "Where any beginning is taken, a signature is found digit by digit: 16 tries for the first.",
            Source = "RFC 2104, section 5 (a truncated HMAC is weaker); CWE-187 (partial string comparison)",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustRefuse,
                cancellationToken,
                [.. Beginnings.Select(digits => new Trial($"{digits} digits", Signed(subject, right => subject.Signer.Write(right[..digits]))))]),
        },
        new()
        {
            Id = "signature-extended",
            Title = "The right signature with something behind it is refused",
            Sends = "the right digits followed by 00, by a letter that is no digit, and by themselves",
            Why = "A comparison over the shorter of two lengths, or a decoder that stops at the first bad digit, can usually be fooled in other ways too.",
            Source = $"{Cwe347}; CWE-187 (partial string comparison)",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustRefuse,
                cancellationToken,
                new("00 behind it", Signed(subject, right => subject.Signer.Write(right + "00"))),
                new("z behind it", Signed(subject, right => subject.Signer.Write(right + "z"))),
                new("twice without a separator", Signed(subject, right => subject.Signer.Write(right + right)))),
        },
        new()
        {
            Id = "body-changed",
            Title = "A body that was changed is refused",
            Sends = "the signature of another body: one bit flipped, a byte more, a byte less, nothing at all",
            Why = "The signature is there to protect the body.",
            Source = $"8bit-ai webhook documentation: HMAC-SHA256 of the raw request body; {Cwe347}",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustRefuse,
                cancellationToken,
                Changed(subject, "a bit flipped in the text", body => Flipped(body, body.AsSpan().LastIndexOf("check."u8))),
                Changed(subject, "a bit flipped in the id", body => Flipped(body, body.AsSpan().IndexOf("check_"u8))),
                Changed(subject, "a byte more", body => [.. body, (byte)'}']),
                Changed(subject, "a byte less", body => body[..^1]),
                Changed(subject, "no body", _ => [])),
        },
        new()
        {
            Id = "body-reformatted",
            Title = "A body that means the same but has other bytes is refused",
            Sends = "the signature of the compact JSON with an indented body, and with a line end behind the body",
            Why = "A receiver that takes it verifies what it has parsed and written again: parsers differ, and the differences can be used.",
            Source = "8bit-ai webhook documentation: HMAC-SHA256 of the raw request body; Standard Webhooks: verify the raw payload",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                Judge.MustRefuse,
                cancellationToken,
                Changed(subject, "indented", body => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(",\"", ",\n  \"", StringComparison.Ordinal))),
                Changed(subject, "a line end behind it", body => [.. body, (byte)'\n'])),
        },
        new()
        {
            Id = "signature-upper-case",
            Title = "Upper-case digits are accepted",
            Sends = "the right signature in upper case",
            Why = "The platform's documentation does not say which case it writes.",
            Source = "RFC 4648, section 8 (Base16 is case-insensitive)",
            RunAsync = async (subject, cancellationToken) => Judge.ShouldAccept(
                await subject.SendAsync(Signed(subject, right => subject.Signer.Write(right.ToUpperInvariant())), cancellationToken),
                "The documentation does not say which case the platform writes: compare the decoded bytes."),
        },
        new()
        {
            Id = "signature-prefix",
            Title = "The signature is accepted with and without sha256=",
            Sends = "the right signature in the form that --signature-prefix does not choose",
            Why = "The platform's documentation does not say whether the prefix is written, as it is by others with a header of this name.",
            Source = "8bit-ai webhook documentation (silent); GitHub's X-Hub-Signature-256 has it",
            RunAsync = async (subject, cancellationToken) => Judge.ShouldAccept(
                await subject.SendAsync(With(subject.Make.Valid(), delivery => subject.Signer.SignInOtherForm(delivery.Body)), cancellationToken),
                "The documentation does not say which form the platform writes: accept both."),
        },
        new()
        {
            Id = "signature-base64",
            Title = "The signature in Base64 is refused",
            Sends = "the right digest, written as Base64",
            Why = "It is no forgery, but every further form is further code in front of the secret.",
            Source = "8bit-ai webhook documentation: no word of Base64",
            RunAsync = async (subject, cancellationToken) => Judge.ShouldRefuse(
                await subject.SendAsync(With(subject.Make.Valid(), delivery => Convert.ToBase64String(subject.Signer.Digest(delivery.Body))), cancellationToken),
                "The digest is right, so this is no hole; but nobody sends this form."),
        },
        new()
        {
            Id = "signature-doubled",
            Title = "More than one signature is refused",
            Sends = "a right and a wrong signature, in both orders: as two headers, and in one with a comma between",
            Why = "Proxies and frameworks disagree on which of two counts. What one of them has checked may not be what another has used.",
            Source = "RFC 9110, section 5.3 (no field twice unless it is a list); CWE-436 (interpretation conflict)",
            RunAsync = (subject, cancellationToken) => subject.TryEachAsync(
                answer => Judge.ShouldRefuse(answer, "One of the two is right, so this is no hole; but refuse what is ambiguous."),
                cancellationToken,
                Doubled(subject, "two headers, the right one first", rightFirst: true),
                Doubled(subject, "two headers, the wrong one first", rightFirst: false),
                new("joined, the right one first", Signed(subject, right => $"{subject.Signer.Write(right)}, {subject.Signer.Write(Wrong)}")),
                new("joined, the wrong one first", Signed(subject, right => $"{subject.Signer.Write(Wrong)}, {subject.Signer.Write(right)}"))),
        },
    ];

    internal static string Wrong { get; } = new('a', 64);

    private static async Task<Verdict> RefusedAsync(Subject subject, Func<Delivery, string?> signature, CancellationToken cancellationToken)
        => Judge.MustRefuse(await subject.SendAsync(With(subject.Make.Valid(), signature), cancellationToken));

    private static Delivery With(Delivery delivery, Func<Delivery, string?> signature) => delivery with { Signature = signature(delivery) };

    private static Delivery Signed(Subject subject, Func<string, string> signature)
        => With(subject.Make.Valid(), delivery => signature(Convert.ToHexStringLower(subject.Signer.Digest(delivery.Body))));

    private static Trial Changed(Subject subject, string what, Func<byte[], byte[]> change)
    {
        var delivery = subject.Make.Valid();
        return new Trial(what, delivery with { Body = change(delivery.Body) });
    }

    private static byte[] Flipped(byte[] body, int index)
    {
        var changed = (byte[])body.Clone();
        changed[index] ^= 1;
        return changed;
    }

    private static Trial Doubled(Subject subject, string what, bool rightFirst) => new(what, (_, cancellationToken) =>
    {
        var delivery = subject.Make.Valid();
        var wrong = (WebhookHeaders.Signature, subject.Signer.Write(Wrong));
        var headers = (rightFirst ? delivery.Headers.Append(wrong) : delivery.Headers.Prepend(wrong))
            .Append(("Content-Length", $"{delivery.Body.Length}"));
        return subject.Raw.SendAsync(
            headers, async (stream, token) => await stream.WriteAsync(delivery.Body, token), TimeSpan.Zero, cancellationToken);
    });
}

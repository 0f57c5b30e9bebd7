using System.Security.Cryptography;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;

namespace EightBit.Webhooks.Cli.Signing;

/// <summary>Tries the usual mistakes, alone and two together, until one explains the signature.</summary>
internal static class MismatchFinder
{
    public static Finding Find(byte[] body, string signature, string secret, SecretEncoding encoding)
    {
        var form = SignatureForm.Problem(signature);
        var secrets = new List<Mistake<byte[]>>();
        if (WebhookSecret.TryCreate(secret, encoding, out _, out var problem))
        {
            secrets.Add(new("", encoding == SecretEncoding.Hex ? Convert.FromHexString(secret) : Encoding.UTF8.GetBytes(secret)));
        }

        secrets.AddRange(SecretMistakes.Of(secret, encoding));
        List<Mistake<byte[]>> bodies = [new("", body), .. BodyMistakes.Of(body)];

        // By the number of mistakes: whoever has made one should not be told of two.
        foreach (var (key, bytes) in Combine(secrets, bodies))
        {
            if (!SignatureForm.StandsFor(signature, HMACSHA256.HashData(key.Value, bytes.Value)))
            {
                continue;
            }

            IReadOnlyList<string> explanation = [.. new[] { form, key.Description, bytes.Description }.OfType<string>().Where(text => text.Length > 0)];
            return explanation.Count == 0 ? Finding.Match : Finding.Mismatch(explanation);
        }

        return Finding.Mismatch(Unexplained(body, signature, form, problem));
    }

    private static IEnumerable<(Mistake<byte[]> Secret, Mistake<byte[]> Body)> Combine(List<Mistake<byte[]>> secrets, List<Mistake<byte[]>> bodies)
        => secrets.SelectMany(secret => bodies.Select(body => (secret, body)))
            .OrderBy(pair => (pair.secret.Description.Length > 0 ? 1 : 0) + (pair.body.Description.Length > 0 ? 1 : 0));

    private static List<string> Unexplained(byte[] body, string signature, string? form, string? problem)
    {
        var lines = new List<string>();
        if (form is not null)
        {
            lines.Add(form);
        }

        if (problem is not null)
        {
            lines.Add($"The secret {problem}.");
        }

        if (body.Length == 0)
        {
            lines.Add("The body is empty. Was it read before, by something that left nothing?");
        }

        lines.Add(
            "None of the usual mistakes explains it (white space, line ends, byte order mark, hex or Base64 of the secret, JSON written anew, encodings). "
            + "So the secret is another one (after a rotation? of another endpoint?), or the body is not what was signed.");
        return lines;
    }
}

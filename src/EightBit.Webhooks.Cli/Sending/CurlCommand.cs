using System.Text;
using EightBit.Webhooks.Receiver.Testing.Sending;

namespace EightBit.Webhooks.Cli.Sending;

/// <summary>A delivery as a line for a shell. The signature is in it, the secret is not.</summary>
internal static class CurlCommand
{
    public static string Of(SignedDelivery delivery, Target target, string? file)
    {
        var command = new StringBuilder("curl -i -X POST ").Append(Quoted(target.Url.AbsoluteUri));
        if (target.IsInsecure)
        {
            command.Append(" --insecure");
        }

        foreach (var (name, values) in delivery.Headers)
        {
            foreach (var value in values)
            {
                // Without a value, curl would leave the header out.
                command.Append(" \\\n  -H ").Append(Quoted(string.IsNullOrEmpty(value) ? $"{name};" : $"{name}: {value}"));
            }
        }

        // Bytes that are no text would not survive the shell.
        var body = file is null ? Encoding.UTF8.GetString(delivery.Body.Span) : "@" + Path.GetFullPath(file);
        return command.Append(" \\\n  --data-binary ").Append(Quoted(body)).ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

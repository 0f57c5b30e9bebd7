using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Input;

/// <summary>A file that somebody has named.</summary>
internal static class BodyFile
{
    /// <exception cref="CliException">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CliException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }
}

using Fuzz.Targets;

namespace Fuzz.Running;

/// <summary>One input again.</summary>
internal static class Replay
{
    /// <returns>Whether all is well now.</returns>
    public static async Task<bool> RunAsync(FuzzTarget target, string file, TextWriter output)
    {
        var finding = Trial.Of(target.Create(), await File.ReadAllBytesAsync(file));
        await output.WriteLineAsync(finding is null ? $"{target.Name}: all is well." : $"{target.Name}: {finding.Kind}\n{finding.What}");
        return finding is null;
    }
}

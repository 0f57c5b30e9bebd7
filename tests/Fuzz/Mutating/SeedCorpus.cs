namespace Fuzz.Mutating;

/// <summary>The inputs of a target that people have written, and those of bugs that were found.</summary>
internal static class SeedCorpus
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>In the order of their names, so that a seed gives the same inputs on every machine.</summary>
    public static IReadOnlyList<string> FilesOf(string target)
        => Directory.Exists(Path.Combine(Folder, target)) ? [.. Directory.GetFiles(Path.Combine(Folder, target)).Order(StringComparer.Ordinal)] : [];

    public static IReadOnlyList<byte[]> Of(string target) => FilesOf(target) is { Count: > 0 } files ? [.. files.Select(File.ReadAllBytes)] : [[]];
}

namespace EightBit.Webhooks.Receiver.Docs.Tests.Pages;

/// <summary>The checkout that these tests were built in.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "packages", "TestResults"];

    public static string Root { get; } = Find();

    /// <returns>Paths below the root, with slashes.</returns>
    public static IEnumerable<string> Files(string extension) => Files(new DirectoryInfo(Root), extension);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    private static IEnumerable<string> Files(DirectoryInfo folder, string extension)
        => folder.EnumerateFiles("*" + extension)
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Concat(folder.EnumerateDirectories()
                .Where(inner => !NotOurs.Contains(inner.Name) && !inner.Name.StartsWith('.'))
                .SelectMany(inner => Files(inner, extension)))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EightBit.Webhooks.Receiver.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

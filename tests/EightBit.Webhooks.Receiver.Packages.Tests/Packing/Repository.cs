namespace EightBit.Webhooks.Receiver.Packages.Tests.Packing;

/// <summary>The source under test, and a copy of what packing needs of it.</summary>
internal static class Repository
{
    private static readonly string[] Needed =
        ["src", "templates", "eng", "monitoring", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", ".gitignore"];

    private static readonly string[] Built = ["bin", "obj", "node_modules"];

    public static string Root { get; } = Find();

    public static void CopyTo(string target)
    {
        foreach (var name in Needed)
        {
            Copy(Path.Combine(Root, name), Path.Combine(target, name));
        }
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var entry in Directory.EnumerateFileSystemEntries(from).Where(entry => !Built.Contains(Path.GetFileName(entry))))
        {
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
        }
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EightBit.Webhooks.Receiver.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

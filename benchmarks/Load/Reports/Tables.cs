namespace Load.Reports;

/// <summary>Where tables go: to the screen, and each to a file of its own where a folder is given, from which the documentation takes them.</summary>
internal static class Tables
{
    private static string? _folder;

    public static void WriteTo(string? folder)
    {
        _folder = folder;
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }
    }

    public static void Write(string name, IReadOnlyList<string> lines, string extension = "md")
    {
        if (extension == "md")
        {
            Console.WriteLine($"\n{string.Join('\n', lines)}");
        }

        if (_folder is not null)
        {
            File.WriteAllLines(Path.Combine(_folder, $"{name}.{extension}"), lines);
        }
    }
}

namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>Where a path leads. SQLite names the -wal after that file, so the lock has to be named after it too.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MaxLinks = 40;

    /// <param name="path">An absolute path, of a file that need not exist.</param>
    /// <exception cref="SqliteInboxException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var parts = new Stack<string>();
        Push(parts, path[real.Length..]);
        var links = 0;
        while (parts.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new SqliteInboxException($"{path} leads through too many symbolic links. Name the file of the SQLite "
                    + "inbox itself.");
            }

            var root = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : "";
            real = root.Length > 0 ? root : real;
            Push(parts, target[root.Length..]);
        }

        return real;
    }

    private static void Push(Stack<string> parts, string path)
    {
        var separators = new[] { Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar };
        foreach (var part in path.Split(separators, StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse())
        {
            parts.Push(part);
        }
    }
}

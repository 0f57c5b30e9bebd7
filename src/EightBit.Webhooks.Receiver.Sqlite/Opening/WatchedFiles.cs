namespace EightBit.Webhooks.Receiver.Sqlite.Opening;

/// <summary>
/// Whether the paths still lead to the files that are open. What is written to a file that no path leads to any more is lost with
/// the process. Known on Linux; Windows does not let go of an open file.
/// </summary>
internal sealed class WatchedFiles
{
    private readonly List<(string Path, byte[] Encoded, FileStatus Status)> _files = [];

    /// <param name="database">The file, which is open and has all the others beside it.</param>
    public WatchedFiles(string database)
    {
        foreach (var path in FilePlacement.Suffixes.Select(suffix => database + suffix))
        {
            if (FileStatus.Read(path) is { } status)
            {
                _files.Add((path, FileStatus.Encode(path), status));
            }
        }
    }

    /// <returns>What is wrong, or null.</returns>
    public string? FindProblem()
    {
        foreach (var (_, encoded, status) in _files)
        {
            if (!status.IsSameFile(FileStatus.Read(encoded)))
            {
                return Describe(_files.Where(file => !file.Status.IsSameFile(FileStatus.Read(file.Encoded))).Select(file => file.Path));
            }
        }

        return null;
    }

    /// <exception cref="SqliteInboxException">They do not.</exception>
    public void Require()
    {
        if (FindProblem() is { } problem)
        {
            throw new SqliteInboxException(problem);
        }
    }

    private static string Describe(IEnumerable<string> paths)
        => $"{string.Join(", ", paths)}: what is there now are not the files that the inbox has open. They were deleted, "
            + "moved or replaced, or another "
            + "volume is mounted there. Deliveries are answered 503 and nothing is run until they are back. Bring them back, "
            + "or stop the application "
            + "and start it again";
}

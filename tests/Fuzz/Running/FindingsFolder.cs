using System.Security.Cryptography;

namespace Fuzz.Running;

/// <summary>Keeps findings: the input, and beside it what happened and how to see it again.</summary>
internal sealed class FindingsFolder
{
    private readonly string _target;

    public FindingsFolder(string root, string target)
    {
        _target = target;
        Folder = Path.Combine(root, target);
    }

    public string Folder { get; }

    /// <returns>The file with the input.</returns>
    public string Keep(Finding finding)
    {
        Directory.CreateDirectory(Folder);
        var name = $"{finding.Kind.ToString().ToLowerInvariant()}-{Convert.ToHexStringLower(SHA256.HashData(finding.Input).AsSpan(0, 6))}";
        var file = Path.Combine(Folder, name);
        File.WriteAllBytes(file, finding.Input);
        File.WriteAllText(
            file + ".txt",
            $"""
            {finding.What}

            To see it again: eng/fuzz.sh --replay {_target} {file}

            """);
        return file;
    }
}

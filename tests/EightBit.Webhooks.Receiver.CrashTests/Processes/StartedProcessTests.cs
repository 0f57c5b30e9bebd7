using System.Text.RegularExpressions;

namespace EightBit.Webhooks.Receiver.CrashTests.Processes;

/// <summary>No test starts a program that nothing ends.</summary>
public sealed class StartedProcessTests
{
    /// <summary>The soak command keeps what its application prints in a bounded list of its own, and ends the application itself.</summary>
    private static readonly string[] Exceptions = ["Shared", "Soak"];

    [Fact]
    public void Tests_start_programs_with_ChildProcess_only()
    {
        var tests = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..")); // from PROJECT/bin/CONFIGURATION/FRAMEWORK
        var files = Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(tests, file))
            .Where(file => !Exceptions.Contains(file.Split(Path.DirectorySeparatorChar)[0]))
            .ToList();

        files.Should().Contain(file => file.EndsWith("ChildProcessTests.cs"));
        files.Where(file => Regex.IsMatch(File.ReadAllText(Path.Combine(tests, file)), @"(?<!Child)Process\.Start\s*\(|new Process\s*[({]"))
            .Should().BeEmpty();
    }
}

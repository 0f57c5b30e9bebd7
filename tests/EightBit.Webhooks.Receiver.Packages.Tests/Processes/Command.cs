using System.Diagnostics;

namespace EightBit.Webhooks.Receiver.Packages.Tests.Processes;

/// <summary>A command in the environment of a stranger, not in that of the test runner.</summary>
internal static class Command
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(20);

    /// <summary>Runs a command that has to succeed.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(In(folder, program, arguments), Deadline);
        ended.ExitCode.Should().Be(0, $"{program} {string.Join(' ', arguments)} said: {ended.Output}{ended.Errors}");
        return ended.Output;
    }

    public static ProcessStartInfo In(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };

        // What 'dotnet test' sets for itself is not for the commands of a stranger.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // A build server that outlives the command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        return start;
    }
}

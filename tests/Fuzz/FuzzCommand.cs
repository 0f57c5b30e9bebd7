using Fuzz.Running;
using Fuzz.Targets;

namespace Fuzz;

/// <summary>What the command line asks for.</summary>
internal static class FuzzCommand
{
    private const int Good = 0;
    private const int Bad = 1;
    private const int Misused = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        switch (arguments)
        {
            case ["--plain", .. var rest] when FuzzSettings.Parse(rest) is { } settings:
                return (await PlainRun.RunAsync(settings, output)).IsGood ? Good : Bad;

            case ["--replay", var name, var file] when FuzzTargets.Find(name) is { } target && File.Exists(file):
                return await Replay.RunAsync(target, file, output) ? Good : Bad;

            case ["--afl", var name] when FuzzTargets.Find(name) is { } target:
                AflRun.Run(target);
                return Good;

            case ["--list"]:
                await output.WriteLineAsync(string.Join('\n', FuzzTargets.All.Select(target => target.Name)));
                return Good;

            default:
                await output.WriteLineAsync(FuzzSettings.Usage);
                return Misused;
        }
    }
}

using Fuzz.Targets;
using SharpFuzz;

namespace Fuzz.Running;

/// <summary>Takes inputs from afl-fuzz, which sees by the instrumented assemblies where each of them leads.</summary>
internal static class AflRun
{
    public static void Run(FuzzTarget target)
    {
        // Not made before the first input: instrumented code writes to afl's memory, which is not there yet.
        var fuzzed = new Lazy<IFuzzed>(target.Create);

        // In a process of its own, which is started again when an input has hung in it or ended it.
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            fuzzed.Value.Take(input.ToArray());
        });
    }
}

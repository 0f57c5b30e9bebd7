// The single steps of a delivery, each beside what it cannot do without.
// Usage: dotnet run -c Release --project benchmarks/Micro -- --filter '*' [--short]   (all that BenchmarkDotNet takes, too)
//        dotnet run -c Release --project benchmarks/Micro -- --pauses [--ids 10000000]: the longest single operation of the store of ids.
using BenchmarkDotNet.Running;
using Micro;
using Micro.Pauses;

if (args.Contains("--pauses"))
{
    return PauseComparison.Run(args);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(
    [.. args.Where(argument => argument != "--short")], MicroConfig.Create(isShort: args.Contains("--short")));
return 0;

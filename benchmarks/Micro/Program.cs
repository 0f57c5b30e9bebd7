// The single steps of a delivery, each beside what it cannot do without.
// Usage: dotnet run -c Release --project benchmarks/Micro -- --filter '*' [--job short]
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

// The same deliveries, distinct and signed before the clock starts, to each server by turns. Needs wrk and redis-server.
//        dotnet run -c Release --project benchmarks/Load -- --growth [--rounds 5]: the in-memory inbox with ever more of everything in it.
// Usage: dotnet run -c Release --project benchmarks/Load [-- [--short] [--servers bare,memory] [--connections 32] [--bytes 1024] [--rounds 5]]
using Load;

var settings = Settings.Parse(args);
return args.Contains("--growth") ? GrowthComparison.Run(settings) : Comparison.Run(settings);

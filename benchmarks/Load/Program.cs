// The same deliveries, distinct and signed before the clock starts, to each server by turns. Needs wrk and redis-server.
// Usage: dotnet run -c Release --project benchmarks/Load [-- [--short] [--servers bare,memory] [--connections 32] [--bytes 1024] [--rounds 5]]
//        dotnet run -c Release --project benchmarks/Load -- --growth [--short]: the in-memory inbox with ever more of everything in it.
// Either takes --tables FOLDER, which gets a file of each table, and of the growth the data and the plot.
using Load;
using Load.Growth;
using Load.Reports;

var settings = Settings.Parse(args);
Tables.WriteTo(settings.Tables);
return args.Contains("--growth") ? GrowthComparison.Run(settings) : Comparison.Run(settings);

// The same deliveries, distinct and signed before the clock starts, to each server by turns. Needs wrk and redis-server.
// Usage: dotnet run -c Release --project benchmarks/Load [-- [--short] [--servers bare,memory] [--connections 32] [--bytes 1024] [--rounds 5]]
using Load;

return Comparison.Run(Settings.Parse(args));

// What the Redis inbox does, beside redis-benchmark running the least that any inbox on Redis has to do (SET NX, XADD), on the same
// server in the same run. Needs redis-server and redis-benchmark on the PATH.
//
//   dotnet run -c Release --project benchmarks/RedisInbox              accepts and handled events a second
//   dotnet run -c Release --project benchmarks/RedisInbox -- growth    memory and claim time with up to a million events pending
using RedisInboxBenchmark;

await (args.FirstOrDefault() switch
{
    null => Throughput.RunAsync(),
    "growth" => Growth.RunAsync(),
    var other => throw new ArgumentException($"'{other}' is not a mode. Leave it out, or say 'growth'."),
});

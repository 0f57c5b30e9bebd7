using EightBit.Webhooks.Receiver.FunctionalTests.Documentation;

namespace EightBit.Webhooks.Receiver.FunctionalTests.NativeAot;

/// <summary>Publishes samples/NativeAot, as the benchmark does, and has it take a delivery.</summary>
public sealed class NativeAotTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Compiled_ahead_of_time_it_accepts_a_delivery_and_runs_its_handler()
    {
        var script = Path.Combine(ReadmeTests.Repository, "benchmarks", "native-aot.sh");

        // It ends only once the delivery was accepted and the handler has printed the message.
        var ended = await ChildProcess.RunAsync(Patience, "bash", script, "1");

        ended.ExitCode.Should().Be(0, ended.Errors);
        ended.Output.Should().Contain("| aot |").And.Contain("| jit |").And.NotContain("warning IL");
    }
}

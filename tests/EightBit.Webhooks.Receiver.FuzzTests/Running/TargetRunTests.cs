using Fuzz.Running;
using Fuzz.Targets;

namespace EightBit.Webhooks.Receiver.FuzzTests.Running;

public sealed class TargetRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fuzz-findings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task RunAsync_ManyInputsWithOneCause_AreOneFindingWithAFileThatSaysHowToSeeItAgain()
    {
        var report = await RunAsync(new Flawed(input => { if (input.Contains((byte)'{')) { throw new FormatException("mine"); } }), inputs: 500);

        report.Inputs.Should().Be(500);
        report.Crashes.Should().Be(1);
        var file = report.Files.Should().ContainSingle().Which;
        File.ReadAllBytes(file).Should().Equal(report.Findings.Single().Input);
        File.ReadAllText(file + ".txt").Should().Contain("mine").And.Contain($"eng/fuzz.sh --replay flawed {file}");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task RunAsync_InputThatIsNeverDone_IsGivenUpAndNamed()
    {
        using var never = new ManualResetEventSlim();

        var report = await RunAsync(new Flawed(_ => never.Wait()), inputs: 500);

        never.Set();
        report.Hangs.Should().Be(1);
        report.Inputs.Should().Be(0);
        report.Files.Should().ContainSingle();
    }

    private Task<TargetReport> RunAsync(IFuzzed fuzzed, int inputs)
        => new TargetRun(new FuzzTarget("flawed", 1, () => fuzzed), seed: 3, _folder).RunAsync(inputs);

    private sealed class Flawed(Action<byte[]> take) : IFuzzed
    {
        public void Take(byte[] input) => take(input);
    }
}

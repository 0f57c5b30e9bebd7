using Fuzz;
using Fuzz.Running;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.FuzzTests;

/// <summary>The plain mode, for less than a minute. Longer, and guided by coverage, with eng/fuzz.sh.</summary>
[Trait("Category", "Slow")]
public sealed class PlainRunTests(ITestOutputHelper output)
{
    private const int Inputs = 100_000;

    [Fact]
    public Task Of_a_hundred_thousand_inputs_none_breaks_a_promise() => RunAsync(seed: 20_261_124);

    /// <summary>Others each time: a failure names the seed, and the files to replay.</summary>
    [Fact]
    public Task Nor_does_any_of_a_hundred_thousand_new_ones() => RunAsync(Random.Shared.Next());

    private async Task RunAsync(int seed)
    {
        using var printed = new StringWriter();
        var folder = Path.Combine(AppContext.BaseDirectory, "findings");

        var report = await PlainRun.RunAsync(new FuzzSettings { Inputs = Inputs, Seed = seed, FindingsFolder = folder }, printed);

        output.WriteLine(printed.ToString());
        report.Findings.Should().BeEmpty(printed.ToString());
        report.Inputs.Should().Be(Inputs);
    }
}

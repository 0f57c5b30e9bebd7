using Fuzz;
using Fuzz.Mutating;

namespace EightBit.Webhooks.Receiver.FuzzTests;

public sealed class FuzzCommandTests
{
    [Fact]
    public async Task An_input_can_be_replayed()
    {
        var (exitCode, printed) = await RunAsync("--replay", "envelope", SeedCorpus.FilesOf("envelope")[0]);

        exitCode.Should().Be(0);
        printed.Should().Be("envelope: all is well.\n");
    }

    [Fact]
    public async Task Few_inputs_can_be_given_to_one_target_with_a_seed()
    {
        var (exitCode, printed) = await RunAsync("--plain", "200", "--seed", "17", "timestamp");

        exitCode.Should().Be(0);
        printed.Should().StartWith("Seed 17; again with: eng/fuzz.sh --plain 200 --seed 17 timestamp\n").And.Contain("200 inputs, 0 crashes, 0 hangs");
    }

    [Theory]
    [InlineData]
    [InlineData("--plain", "--seed")]
    [InlineData("--plain", "many")]
    [InlineData("--plain", "nothing-of-ours")]
    [InlineData("--replay", "envelope")]
    [InlineData("--replay", "envelope", "no/such/file")]
    [InlineData("--afl", "nothing-of-ours")]
    public async Task A_wrong_command_line_is_answered_with_the_usage(params string[] arguments)
    {
        var (exitCode, printed) = await RunAsync(arguments);

        exitCode.Should().Be(2);
        printed.Should().StartWith("Usage: ");
    }

    private static async Task<(int ExitCode, string Printed)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (await FuzzCommand.RunAsync(arguments, output), output.ToString());
    }
}

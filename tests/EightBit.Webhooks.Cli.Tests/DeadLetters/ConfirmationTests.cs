using System.Text;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Output;

namespace EightBit.Webhooks.Cli.Tests.DeadLetters;

/// <summary>The commands with a person at the keyboard.</summary>
public sealed class ConfirmationTests : IDisposable
{
    private readonly TemporaryLetters _letters = new();

    public void Dispose() => _letters.Dispose();

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("Yes\n", 0)]
    [InlineData("n\n", 1)]
    [InlineData("\n", 1)]
    [InlineData("", 1)]
    public async Task A_person_is_asked_before_more_than_one_is_purged(string answer, int exitCode)
    {
        await _letters.AddAsync(2);

        var (ended, output, error) = await RunAsync(answer, "purge", "--all");

        ended.Should().Be(exitCode);
        error.Should().Be("Purge 2 dead letters? [y/N] ");
        output.Should().Be(exitCode == 0 ? "1  purged\n2  purged\nPurged 2 of 2.\n" : "");
    }

    [Fact]
    public async Task A_person_is_not_asked_for_one()
    {
        await _letters.AddAsync(1);

        (await RunAsync("", "purge", "1")).Should().Be((0, "1  purged\nPurged 1 of 1.\n", ""));
    }

    [Fact]
    public async Task Raw_bytes_are_not_written_to_a_terminal()
    {
        await _letters.AddAsync((TemporaryLetters.Delivery("one", body: "\"\u009b\""), "no"));

        var (ended, output, error) = await RunAsync("", "show", "1", "--raw");

        (ended, output).Should().Be((2, ""));
        error.Should().Contain("not written to a terminal");
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var bytes = new MemoryStream();
        var exitCode = await Application.RunAsync(
            ["deadletters", .. arguments, "--sqlite", _letters.File],
            new Surroundings
            {
                OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
                OpenOutput = () => bytes,
                IsInputRedirected = false,
                Out = Terminal.Of(output, isTerminal: true),
                Error = Terminal.Of(error, isTerminal: true),
                Environment = _ => null,
                Time = TimeProvider.System,
            });
        return (exitCode, output + Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }
}

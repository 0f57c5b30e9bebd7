using EightBit.Webhooks.Cli.Tests.Support;

namespace EightBit.Webhooks.Cli.Tests.CommandLine;

/// <summary>What is the same for all commands.</summary>
public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => new(
        "secret", "sign", "verify", "check", "send", "simulate", "completion", "deadletters", "deadletters list", "deadletters show", "deadletters replay", "deadletters purge",
        "inbox", "inbox backup", "inbox restore", "inbox check");

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_help_with_examples(string command)
    {
        var help = await CliProcess.RunAsync([.. command.Split(' '), "--help"]);

        help.ExitCode.Should().Be(0);
        help.Output.Should().Contain($"eightbit-webhooks {command}").And.Contain("Examples:").And.NotContain("\u001b[", "that is no terminal");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("sign", "--nonsense")]
    [InlineData("completion", "tcsh")]
    [InlineData("verify")]
    public async Task What_it_does_not_understand_ends_with_2(params string[] arguments)
    {
        var run = await CliProcess.RunAsync(arguments);

        run.ExitCode.Should().Be(2);
        run.Error.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task A_shell_is_given_a_script_that_asks_the_tool(string shell)
        => (await CliProcess.RunAsync("completion", shell)).Output.Should().Contain("[suggest:");

    [Fact]
    public async Task It_completes_commands_and_options()
    {
        (await CliProcess.RunAsync("[suggest:22]", "eightbit-webhooks veri")).Output.Should().Be("verify\n");
        (await CliProcess.RunAsync("[suggest:32]", "eightbit-webhooks verify --secre")).Output.Should().Contain("--secret-stdin");
    }

    [Fact]
    public async Task Bash_completes_with_the_script()
    {
        var script = (await CliProcess.RunAsync("completion", "bash")).Output
            + $"eightbit-webhooks() {{ dotnet '{CliProcess.Program}' \"$@\"; }}\n"
            + "COMP_LINE='eightbit-webhooks ver'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(eightbit-webhooks ver); COMP_CWORD=1\n"
            + "_eightbit_webhooks; echo \"${COMPREPLY[@]}\"\n";

        var run = await CliProcess.RunAsync("bash", ["-c", script], secret: null, input: null);

        run.Output.Trim().Should().Be("verify", run.Error);
    }
}

using System.Diagnostics;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Shell;

public sealed class ShellBlockTests
{
    private static readonly IReadOnlyList<CodeBlock> All =
        [.. Page.All.Where(page => !page.Path.Contains("wwwroot", StringComparison.Ordinal)).SelectMany(page => page.Blocks).Where(block => block.Language == "sh")];

    public static TheoryData<string> Blocks => [.. All.Select(block => block.ToString())];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Every_command_exists_and_takes_its_arguments(string name)
    {
        var block = All.Single(b => b.ToString() == name);
        foreach (var command in await ShellReader.ReadAsync(block))
        {
            CommandCheck.ProblemOf(block.Page, command).Should().BeNull(string.Join(' ', command));
        }
    }

    [Fact]
    public async Task Commands_of_the_tool_that_need_nobody_else_run()
    {
        var folder = Directory.CreateTempSubdirectory("docs-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "body.json"), """{"id":"evt_1","type":"message.received","data":{}}""");
        var commands = new List<string[]>();
        foreach (var block in All)
        {
            commands.AddRange((await ShellReader.ReadAsync(block)).Where(command => command[0] == "eightbit-webhooks" && command[1] is "secret" or "sign" or "completion"));
        }

        commands.Should().NotBeEmpty();
        foreach (var command in commands)
        {
            (await RunAsync(command[1..], folder.FullName)).Should().Be(ExitCode.Success, string.Join(' ', command));
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("eightbit-webhooks send message.received --no-such-option")]
    [InlineData("eightbit-webhooks no-such-command")]
    [InlineData("dotnet run --project samples/NoSuchSample")]
    [InlineData("./eng/test.sh --filter FullyQualifiedName~No_such_" + "test")]
    [InlineData("x=$(no-such-tool)")]
    public async Task What_would_not_work_is_found(string text)
    {
        var command = (await ShellReader.ReadAsync(new CodeBlock("README.md", 1, "sh", "", text))).Should().ContainSingle().Which;

        CommandCheck.ProblemOf("README.md", command).Should().NotBeNull();
    }

    private static async Task<int> RunAsync(string[] arguments, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "eightbit-webhooks.dll"), .. arguments])
        {
            WorkingDirectory = folder,
        };
        start.Environment["EIGHTBIT_WEBHOOKS_SECRET"] = "correct-horse-battery-staple";
        return (await ChildProcess.RunAsync(start, TimeSpan.FromMinutes(1))).ExitCode;
    }
}

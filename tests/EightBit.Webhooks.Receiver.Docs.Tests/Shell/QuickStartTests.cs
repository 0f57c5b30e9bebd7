using System.Diagnostics;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Shell;

public sealed class QuickStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Page Guide = Page.Of("docs/quick-start.md");

    [Fact]
    public void The_program_is_that_of_the_sample()
        => Guide.Blocks.Single(block => block.Language == "csharp").Text.Should().Be(Repository.Read("samples/QuickStart/Program.cs"));

    [Fact]
    public async Task The_delivery_of_the_page_is_accepted_and_handled()
    {
        await using var application = ChildProcess.Start(Command("dotnet", [InOutput("QuickStart.dll"), "--urls", "http://127.0.0.1:0"]));
        var address = (await application.WhenPrintedAsync("Now listening on: ", Patience)).Split(": ")[^1];

        var tool = $"eightbit-webhooks() {{ dotnet '{InOutput("eightbit-webhooks.dll")}' \"$@\"; }}";
        var sending = await ChildProcess.RunAsync(Command("bash", ["-c", $"{tool}\n{BlockWith("eightbit-webhooks send")}"], address), Patience);
        sending.Output.Should().StartWith("200 OK (accepted)");

        await application.WhenPrintedAsync("ada wrote: Hello!", Patience);
    }

    private static string BlockWith(string command) => Guide.Blocks.Single(block => block.Text.Contains(command, StringComparison.Ordinal)).Text;

    private static string InOutput(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly);

    private static ProcessStartInfo Command(string command, string[] arguments, string? address = null)
    {
        var start = new ProcessStartInfo(command, arguments);
        start.Environment["EightBit__Webhooks__Secrets__0"] = "correct-horse-battery-staple";
        if (address is not null)
        {
            start.Environment["EIGHTBIT_WEBHOOKS_URL"] = $"{address}/webhooks/8bit";
        }

        return start;
    }
}

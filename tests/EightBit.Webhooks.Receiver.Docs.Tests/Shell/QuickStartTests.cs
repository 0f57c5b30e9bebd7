using System.Diagnostics;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Shell;

public sealed class QuickStartTests
{
    private static readonly Page Guide = Page.Of("docs/quick-start.md");

    [Fact]
    public void The_program_is_that_of_the_sample()
        => Guide.Blocks.Single(block => block.Language == "csharp").Text.Should().Be(Repository.Read("samples/QuickStart/Program.cs"));

    [Fact]
    public async Task The_delivery_of_the_page_is_accepted_and_handled()
    {
        using var time = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var application = Start("dotnet", [InOutput("QuickStart.dll"), "--urls", "http://127.0.0.1:0"]);
        try
        {
            var address = (await ReadUntilAsync(application, "Now listening on: ", time.Token)).Split(": ")[^1];

            using var sending = Start("bash", ["-c", $"eightbit-webhooks() {{ dotnet '{InOutput("eightbit-webhooks.dll")}' \"$@\"; }}\n{BlockWith("eightbit-webhooks send")}"], address);
            (await sending.StandardOutput.ReadToEndAsync(time.Token)).Should().StartWith("200 OK (accepted)");

            await ReadUntilAsync(application, "ada wrote: Hello!", time.Token);
        }
        finally
        {
            application.Kill(entireProcessTree: true);
        }
    }

    private static string BlockWith(string command) => Guide.Blocks.Single(block => block.Text.Contains(command, StringComparison.Ordinal)).Text;

    private static string InOutput(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly);

    private static Process Start(string command, string[] arguments, string? address = null)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true };
        start.Environment["EightBit__Webhooks__Secrets__0"] = "correct-horse-battery-staple";
        if (address is not null)
        {
            start.Environment["EIGHTBIT_WEBHOOKS_URL"] = $"{address}/webhooks/8bit";
        }

        return Process.Start(start)!;
    }

    private static async Task<string> ReadUntilAsync(Process process, string text, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line.Trim();
            }
        }

        throw new InvalidOperationException($"The application has ended without a line with '{text}'.");
    }
}

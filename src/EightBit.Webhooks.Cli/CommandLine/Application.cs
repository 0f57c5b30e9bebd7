using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EightBit.Webhooks.Cli.Checking;
using EightBit.Webhooks.Cli.DeadLetters;
using EightBit.Webhooks.Cli.InboxFiles;
using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Signing;
using EightBit.Webhooks.Cli.Simulating;

namespace EightBit.Webhooks.Cli.CommandLine;

/// <summary>The commands, and what is the same for all of them.</summary>
internal static class Application
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args, Surroundings surroundings)
    {
        try
        {
            var parsed = CreateRoot(surroundings).Parse(args);
            var result = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = surroundings.Out.Writer,
                Error = surroundings.Error.Writer,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
            });
            return parsed.Action is ParseErrorAction ? ExitCode.Unusable : result;
        }
        catch (CliException exception)
        {
            surroundings.Error.MarkupLine($"[red]error:[/] {exception.Message}");
            return ExitCode.Unusable;
        }
        catch (OperationCanceledException)
        {
            surroundings.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    internal static RootCommand CreateRoot(Surroundings surroundings)
    {
        var root = new RootCommand("Signs, verifies and sends 8bit-ai webhooks, simulates the platform, checks any receiver, "
            + "and looks after dead letters and backups.")
        {
            SecretCommand.Create(surroundings),
            SignCommand.Create(surroundings),
            VerifyCommand.Create(surroundings),
            CheckCommand.Create(surroundings),
            SendCommand.Create(surroundings),
            SimulateCommand.Create(surroundings),
            DeadLettersCommand.Create(surroundings),
            InboxCommand.Create(surroundings),
            CompletionCommand.Create(surroundings),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EightBit.Webhooks.Cli.CommandLine;

/// <summary>The usual help, and below it how the command is used.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction _help;

    public HelpWithExamples(HelpAction help) => _help = help;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = _help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CliCommand { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var (line, what) in command.Examples)
            {
                output.WriteLine($"  # {what}");
                output.WriteLine($"  {line}");
                output.WriteLine();
            }
        }

        return result;
    }
}

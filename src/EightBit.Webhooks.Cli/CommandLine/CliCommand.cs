using System.CommandLine;

namespace EightBit.Webhooks.Cli.CommandLine;

/// <summary>A command with examples.</summary>
internal sealed class CliCommand : Command
{
    private readonly List<(string Line, string What)> _examples = [];

    public CliCommand(string name, string description)
        : base(name, description)
    {
    }

    public IReadOnlyList<(string Line, string What)> Examples => _examples;

    /// <summary>Adds an example to the help.</summary>
    /// <param name="line">What to type.</param>
    /// <param name="what">What it does.</param>
    public CliCommand Example(string line, string what)
    {
        _examples.Add((line, what));
        return this;
    }
}

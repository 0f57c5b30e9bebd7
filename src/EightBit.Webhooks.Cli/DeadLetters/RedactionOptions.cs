using System.CommandLine;
using EightBit.Webhooks.Receiver.Redaction;

namespace EightBit.Webhooks.Cli.DeadLetters;

/// <summary>What is hidden in bodies and errors: a terminal is shared, recorded and copied from as well.</summary>
internal sealed class RedactionOptions
{
    private readonly Option<string[]> _paths = new("--redact")
    {
        Description = "A JSON path to hide too, such as '$..name'. Hidden are e-mail addresses, phone numbers, the content of messages "
            + "and names of users, as in the dashboard.",
        HelpName = "path",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _unredacted = new("--unredacted") { Description = "Hides nothing." };

    private RedactionOptions(Command command)
    {
        command.Add(_paths);
        command.Add(_unredacted);
        command.Validators.Add(result =>
        {
            var paths = result.GetValue(_paths)!;
            if (result.GetValue(_unredacted) && paths.Length > 0)
            {
                result.AddError("Use --redact or --unredacted, not both.");
            }

            foreach (var path in paths)
            {
                if (!WebhookRedaction.IsPath(path, out var problem))
                {
                    result.AddError($"--redact '{path}' is no path: {problem}. Write it like '$..name' or '$.data.contacts[*].name'.");
                }
            }

            if (paths.Length > WebhookRedaction.MaxPaths - WebhookRedaction.DefaultPaths.Count)
            {
                result.AddError("There are too many --redact options. Put several paths into one with $..name.");
            }
        });
    }

    public static RedactionOptions AddTo(Command command) => new(command);

    /// <returns>Null where nothing is to be hidden.</returns>
    public WebhookRedaction? Read(ParseResult result)
        => result.GetValue(_unredacted) ? null : new WebhookRedaction([.. WebhookRedaction.DefaultPaths, .. result.GetValue(_paths)!]);
}

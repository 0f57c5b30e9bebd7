using EightBit.Webhooks.Receiver.Redaction;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard;

/// <summary>Every path can be understood: one that could not would leave visible what somebody meant to hide.</summary>
internal sealed class DashboardOptionsValidator : IValidateOptions<DashboardOptions>
{
    private const int LeastPayloadBytes = 1024;
    private const int MostPayloadBytes = 4 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, DashboardOptions options)
    {
        var failures = new List<string>();
        for (var index = 0; index < options.RedactedPaths.Count; index++)
        {
            if (!WebhookRedaction.IsPath(options.RedactedPaths[index], out var problem))
            {
                failures.Add(
                    $"{DashboardOptions.Section}:RedactedPaths has \"{options.RedactedPaths[index]}\", and {problem}. Write it with $, .name, ['name'], ..name, "
                    + "..['name'], .*, [*] and [0] alone, such as $..email or $.data.contacts[*].name.");
            }
        }

        if (options.RedactedPaths.Count > WebhookRedaction.MaxPaths)
        {
            failures.Add(
                $"{DashboardOptions.Section}:RedactedPaths has {options.RedactedPaths.Count} paths, but can have "
                + $"{WebhookRedaction.MaxPaths} at most. Put several into one with $..name.");
        }

        if (options.MaxPayloadBytes is < LeastPayloadBytes or > MostPayloadBytes)
        {
            failures.Add(
                $"{DashboardOptions.Section}:MaxPayloadBytes is {options.MaxPayloadBytes}, but must be between {LeastPayloadBytes} and {MostPayloadBytes}. Correct it or leave it out.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

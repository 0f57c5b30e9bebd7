using EightBit.Webhooks.Receiver.Secrets;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>No receiver runs without a usable secret. The messages name the key and the fix, and never the secret.</summary>
internal sealed class SecretsValidator : IValidateOptions<WebhookReceiverOptions>
{
    private readonly ReceiverRegistry _receivers;

    public SecretsValidator(ReceiverRegistry receivers) => _receivers = receivers;

    public ValidateOptionsResult Validate(string? name, WebhookReceiverOptions options)
    {
        if (_receivers.Find(name ?? "") is not { } receiver || receiver.HasOwnSecretSource)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = FindProblems(receiver.Name, options);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <returns>Nothing when the receiver has a secret, and all of its secrets are usable.</returns>
    public static IReadOnlyList<string> FindProblems(string receiver, WebhookReceiverOptions options)
    {
        var key = $"{ConfigurationSections.ForReceiver(receiver)}:Secrets";
        if (options.Secrets.Count == 0)
        {
            return
            [
                $"{key} has no secret, so no delivery could be verified. Set {key}:0 to the secret that the platform showed when the "
                + $"endpoint was created (environment variable {key.Replace(":", "__", StringComparison.Ordinal)}__0, or: "
                + $"dotnet user-secrets set \"{key}:0\" \"...\"), or look it up elsewhere with UseSecretSource.",
            ];
        }

        var problems = new List<string>();
        for (var index = 0; index < options.Secrets.Count; index++)
        {
            if (!WebhookSecret.TryCreate(options.Secrets[index], options.SecretEncoding, out _, out var problem))
            {
                problems.Add($"{key}:{index} {problem}.");
            }
        }

        return problems;
    }
}

using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>
/// Options under a name that differs from a receiver's only in case are nobody's: what they require would not be required.
/// </summary>
internal sealed class OptionsNameValidator : IValidateOptions<WebhookReceiverOptions>
{
    private readonly IReadOnlyList<string> _names;

    public OptionsNameValidator(
        IEnumerable<IConfigureOptions<WebhookReceiverOptions>> configured,
        IEnumerable<IPostConfigureOptions<WebhookReceiverOptions>> later)
        => _names =
        [
            .. configured.OfType<ConfigureNamedOptions<WebhookReceiverOptions>>().Select(options => options.Name)
                .Concat(later.OfType<PostConfigureOptions<WebhookReceiverOptions>>().Select(options => options.Name))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    public ValidateOptionsResult Validate(string? name, WebhookReceiverOptions options)
        => _names.FirstOrDefault(other => other != name && string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) is { } misspelt
            ? ValidateOptionsResult.Fail(
                $"Options are configured for a receiver '{misspelt}', but the receiver is named '{name}'. Names are case-sensitive: "
                + $"write Configure<WebhookReceiverOptions>(\"{name}\", ...).")
            : ValidateOptionsResult.Success;
}

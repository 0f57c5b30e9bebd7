using EightBit.Webhooks.Receiver.Configuration;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Dashboard.About;

/// <summary>The application's receivers: those whose options somebody has set, which <c>AddEightBitWebhooks</c> does for each.</summary>
/// <remarks>Mapped endpoints would not do: a receiver may come in through middleware, or through inline endpoints alone.</remarks>
internal sealed class KnownReceivers
{
    public KnownReceivers(IEnumerable<IConfigureOptions<WebhookReceiverOptions>> options)
        => All =
        [
            .. options.OfType<ConfigureNamedOptions<WebhookReceiverOptions>>()
                .Select(named => named.Name)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => new ReceiverName(name, name.Length == 0 ? "(default)" : name)),
        ];

    public IReadOnlyList<ReceiverName> All { get; }
}

namespace EightBit.Webhooks.Receiver.Events;

/// <summary><c>account.billing_updated</c>: the billing plan or the payment method has changed.</summary>
/// <inheritdoc cref="EventData" path="/remarks"/>
public sealed record AccountBillingUpdated : EventData
{
    /// <summary>The account.</summary>
    public string? AccountId { get; init; }

    /// <summary>The plan after the change.</summary>
    public string? Plan { get; init; }

    /// <summary>The plan before the change.</summary>
    public string? PreviousPlan { get; init; }

    /// <summary>The kind of payment method after the change.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>Who changed it.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>When it changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}

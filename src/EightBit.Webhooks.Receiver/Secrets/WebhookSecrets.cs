namespace EightBit.Webhooks.Receiver.Secrets;

/// <summary>The secrets that may have signed a delivery, as an <see cref="IWebhookSecretSource"/> answers.</summary>
public sealed class WebhookSecrets
{
    /// <summary>No secret: the delivery is refused, whatever its signature.</summary>
    public static readonly WebhookSecrets None = new([]);

    private const int MaxTenantLength = 200;

    private readonly WebhookSecret[] _secrets;

    /// <summary>Creates the answer.</summary>
    /// <param name="secrets">All secrets that are valid now; two while a rotation is under way. Every one is tried.</param>
    /// <param name="tenant">
    /// Whom these secrets belong to, where one receiver serves several tenants; null otherwise. Event ids are remembered per
    /// tenant, so that the holder of one tenant's secret cannot use up the ids of another. 1 to 200 characters, case-sensitive.
    /// </param>
    /// <exception cref="ArgumentException">One of the secrets is null, or the tenant is empty or too long.</exception>
    public WebhookSecrets(IEnumerable<WebhookSecret> secrets, string? tenant = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _secrets = [.. secrets];
        if (_secrets.Contains(null))
        {
            throw new ArgumentException("One of the secrets is null. Leave it out, or return WebhookSecrets.None.", nameof(secrets));
        }

        if (tenant is { Length: 0 or > MaxTenantLength })
        {
            throw new ArgumentException($"The tenant has {tenant.Length} characters; use 1 to {MaxTenantLength}, or null for none.", nameof(tenant));
        }

        Tenant = tenant;
    }

    /// <summary>Whom the secrets belong to, or null.</summary>
    public string? Tenant { get; }

    /// <summary>How many secrets there are.</summary>
    public int Count => _secrets.Length;

    internal ReadOnlySpan<WebhookSecret> All => _secrets;
}

using EightBit.Webhooks.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrashTarget;

/// <summary>The inbox that was chosen, with the points at which the process may end around it.</summary>
internal sealed class CrashingInbox : IWebhookInbox
{
    private readonly IWebhookInbox _inbox;
    private readonly CrashSwitch _crash;
    private readonly bool _renews;

    private CrashingInbox(IWebhookInbox inbox, CrashSwitch crash, IConfiguration configuration)
    {
        _inbox = inbox;
        _crash = crash;
        _renews = configuration.GetValue("Target:Renews", true);
    }

    public bool IsDurable => _inbox.IsDurable;

    /// <summary>Puts it in front of the inbox that the services have.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var create = services.Last(service => service.ServiceType == typeof(IWebhookInbox)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<IWebhookInbox>(provider => new CrashingInbox(
            (IWebhookInbox)create(provider), provider.GetRequiredService<CrashSwitch>(), provider.GetRequiredService<IConfiguration>())));
    }

    public async ValueTask<AcceptOutcome> AcceptAsync(InboxDelivery delivery, CancellationToken cancellationToken)
    {
        var outcome = await _inbox.AcceptAsync(delivery, cancellationToken);
        if (outcome == AcceptOutcome.Accepted)
        {
            _crash.Pass(CrashPoint.AfterCommitBeforeAnswer);
        }

        return outcome;
    }

    public async ValueTask<ClaimBatch> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken)
    {
        var batch = await _inbox.ClaimAsync(max, lease, cancellationToken);
        if (batch.Leases.Count > 0)
        {
            _crash.Pass(CrashPoint.AfterClaim);
        }

        return batch;
    }

    public async ValueTask<IReadOnlyList<InboxLease>> RenewAsync(
        IReadOnlyList<InboxLease> leases, TimeSpan lease, CancellationToken cancellationToken)
        => _renews ? await _inbox.RenewAsync(leases, lease, cancellationToken) : [];

    public async ValueTask<bool> SettleAsync(InboxLease lease, Settlement settlement, CancellationToken cancellationToken)
    {
        var settled = await _inbox.SettleAsync(lease, settlement, cancellationToken);
        _crash.Pass(CrashPoint.AfterSettlement);
        return settled;
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _inbox.WaitAsync(atMost, cancellationToken);
}

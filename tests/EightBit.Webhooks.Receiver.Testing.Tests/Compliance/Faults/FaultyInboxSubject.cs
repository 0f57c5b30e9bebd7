using System.Reflection;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Testing.Compliance;
using EightBit.Webhooks.Receiver.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

/// <summary>
/// The in-memory inbox in the role of one that can do everything, but for one fault: what it holds outlives a crash, which is
/// therefore nothing, and a second node is the same one.
/// </summary>
internal sealed class FaultyInboxSubject : InboxSubject
{
    public const InboxCapabilities All =
        InboxCapabilities.Capacity | InboxCapabilities.CrashAndReopen | InboxCapabilities.SecondNode | InboxCapabilities.Inspection
        | InboxCapabilities.ClockSteps;

    private readonly SteppedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly List<ServiceProvider> _providers = [];
    private readonly InboxFault _fault;
    private readonly PropertyInfo? _lostField;
    private readonly int? _maxPendingEvents;
    private FaultyStore _store;
    private InboxNode _node;

    private FaultyInboxSubject(InboxSubjectOptions options, InboxFault fault, PropertyInfo? lostField)
    {
        _fault = fault;
        _lostField = lostField;
        _maxPendingEvents = fault == InboxFault.HasNoLimit ? null : options.MaxPendingEvents;
        (_store, _node) = Open();
    }

    public override InboxCapabilities Capabilities
        => _fault switch
        {
            InboxFault.HidesThatItIsDurable => All & ~InboxCapabilities.CrashAndReopen,
            InboxFault.HidesThatItCanFind => All & ~InboxCapabilities.Inspection,
            _ => All,
        };

    public override InboxNode Node => _node;

    public override TimeProvider Time => _time;

    public override TimeSpan TimeUnit => TimeSpan.FromSeconds(1);

    public static ValueTask<InboxSubject> CreateAsync(
        InboxSubjectOptions options, InboxFault fault = InboxFault.None, PropertyInfo? lostField = null)
        => new(new FaultyInboxSubject(options, fault, lostField));

    public override Task AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task SetClockAsync(TimeSpan by)
    {
        if (_fault == InboxFault.GoesByTheTimeOfDay)
        {
            _time.Advance(by); // for an inbox that looks at nothing else it is the same
        }
        else
        {
            _time.Set(by);
        }

        return Task.CompletedTask;
    }

    public override Task CrashAndReopenAsync()
    {
        if (_fault == InboxFault.ForgetsEverythingInACrash)
        {
            (_store, _node) = Open();
        }

        if (_fault == InboxFault.ForgetsIdsInACrash)
        {
            _store.ForgetAll();
        }

        return Task.CompletedTask;
    }

    public override Task<InboxNode> OpenSecondNodeAsync()
        => Task.FromResult(_fault == InboxFault.HasNodesThatKnowNothingOfEachOther ? Open().Node : _node);

    public override ValueTask<string?> DescribeResidueAsync()
        => new(_fault == InboxFault.LeavesResidue ? "a row for every event" : null);

    public override async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    private (FaultyStore Store, InboxNode Node) Open()
    {
        var store = new FaultyStore(StoreFaultOf(_fault), _time);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IDeduplicationStore>(store);
        services.AddEightBitWebhooks();
        services.Configure<InMemoryInboxOptions>(bounds => bounds.MaxPendingEvents = _maxPendingEvents ?? bounds.MaxPendingEvents);
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);

        var node = new InboxNode(provider.GetRequiredService<IWebhookInbox>(), provider.GetRequiredService<IWebhookInboxAdmin>());
        return (store, Break(node, store));
    }

    private InboxNode Break(InboxNode node, FaultyStore store)
    {
        node = Wrap(new AcceptingFaults(node, _fault, store));
        node = Wrap(new ClaimingFaults(node, _fault, _time));
        node = Wrap(new AttemptFaults(node, _fault));
        node = Wrap(new DeadLetterFaults(node, _fault));
        node = Wrap(new InspectionFaults(node, _fault, _time));
        return _lostField is null ? node : Wrap(new FieldLoss(node, _lostField));
    }

    private static InboxNode Wrap(InboxDecorator decorator) => new(decorator, decorator);

    private static StoreFault StoreFaultOf(InboxFault fault) => fault switch
    {
        InboxFault.AcceptsRacingDuplicates => StoreFault.LooksUpAndThenWrites,
        InboxFault.KeepsIdsForEver => StoreFault.KeepsIdsForEver,
        InboxFault.JoinsKeys => StoreFault.JoinsKeys,
        _ => StoreFault.None,
    };
}

using System.Runtime.CompilerServices;
using EightBit.Webhooks.Receiver.Testing.Compliance.Stores;

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>One rule that every deduplication store keeps, and how to find out whether it does.</summary>
public sealed class DeduplicationStoreCheck
{
    private readonly Func<StoreRun, Task> _run;

    private DeduplicationStoreCheck(string name, string consequence, Func<StoreRun, Task> run)
    {
        Name = name;
        Consequence = consequence;
        _run = run;
    }

    /// <summary>The rule, as an identifier: <c>A_released_id_can_be_claimed_at_once</c>.</summary>
    public string Name { get; }

    /// <summary>What it means for applications when the rule is broken.</summary>
    public string Consequence { get; }

    /// <summary>Creates a store, checks it and disposes it.</summary>
    /// <param name="create">Creates the subject.</param>
    /// <exception cref="ComplianceException">
    /// The rule is broken, the store threw something, or the check did not end within two minutes.
    /// </exception>
    public Task RunAsync(Func<ValueTask<DeduplicationStoreSubject>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Guard.RunAsync(Name, Consequence, async () =>
        {
            await using var subject = await create();
            await _run(new StoreRun(this, subject)).WaitAsync(Guard.Patience);
        });
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static DeduplicationStoreCheck Of(
        Func<StoreRun, Task> run, string consequence, [CallerArgumentExpression(nameof(run))] string name = "")
        => new(name, consequence, run);
}

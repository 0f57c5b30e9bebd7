using System.Runtime.CompilerServices;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes;

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>One rule that every inbox keeps, and how to find out whether it does.</summary>
public sealed class InboxCheck
{
    private readonly Func<InboxRun, Task> _run;
    private readonly InboxSubjectOptions _options;

    private InboxCheck(string name, string consequence, InboxCapabilities needs, InboxSubjectOptions options, Func<InboxRun, Task> run)
    {
        Name = name;
        Consequence = consequence;
        Needs = needs;
        _options = options;
        _run = run;
    }

    /// <summary>The rule, as an identifier: <c>Full_leaves_the_id_unseen</c>.</summary>
    public string Name { get; }

    /// <summary>What it means for applications when the rule is broken.</summary>
    public string Consequence { get; }

    /// <summary>What an inbox must be capable of for the rule to apply.</summary>
    public InboxCapabilities Needs { get; }

    /// <summary>Creates an inbox, checks it and disposes it.</summary>
    /// <param name="create">Creates the subject.</param>
    /// <exception cref="ComplianceException">
    /// The rule is broken, the inbox threw something, the check did not end within two minutes, or it does not apply to this inbox.
    /// </exception>
    public Task RunAsync(Func<InboxSubjectOptions, ValueTask<InboxSubject>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Guard.RunAsync(Name, Consequence, async () =>
        {
            await using var subject = await create(_options);
            var run = new InboxRun(this, subject);
            run.Expect(
                (Needs & ~subject.Capabilities) == 0,
                $"the check needs {Needs}, but the subject is declared as {subject.Capabilities}. It does not apply: list the checks "
                + $"with {nameof(InboxCompliance)}.{nameof(InboxCompliance.ChecksFor)}({subject.Capabilities})");
            await _run(run).WaitAsync(Guard.Patience);
        });
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static InboxCheck Of(
        Func<InboxRun, Task> run,
        string consequence,
        InboxCapabilities needs = InboxCapabilities.None,
        int? capacity = null,
        [CallerArgumentExpression(nameof(run))] string name = "")
        => new(
            name,
            consequence,
            capacity is null ? needs : needs | InboxCapabilities.Capacity,
            new InboxSubjectOptions { MaxPendingEvents = capacity },
            run);
}

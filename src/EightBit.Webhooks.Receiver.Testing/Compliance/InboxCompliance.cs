using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Accepting;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.DeadLetters;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Failure;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Inspecting;
using EightBit.Webhooks.Receiver.Testing.Compliance.Inboxes.Processing;

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>
/// The rules that every <see cref="Receiver.Inbox.IWebhookInbox"/> keeps, each as a check that any test framework can run. Where a
/// check passes, an application can rely on its rule whatever inbox it has.
/// </summary>
public static class InboxCompliance
{
    /// <summary>Every check.</summary>
    public static IReadOnlyList<InboxCheck> Checks { get; } =
    [
        .. AcceptRules.All,
        .. CapacityRules.All,
        .. IdRules.All,
        .. DeliveryRules.All,
        .. ClaimRules.All,
        .. LeaseRules.All,
        .. RenewalRules.All,
        .. ClockRules.All,
        .. AttemptRules.All,
        .. OrderRules.All,
        .. WaitRules.All,
        .. DeadLetterRules.All,
        .. ReplayRules.All,
        .. RetryListRules.All,
        .. FindRules.All,
        .. StatisticsRules.All,
        .. CrashRules.All,
        .. AfterCrashRules.All,
        .. NodeRules.All,
    ];

    /// <summary>The checks that apply to an inbox. Run all of them.</summary>
    /// <param name="capabilities">What the inbox can be put through.</param>
    public static IReadOnlyList<InboxCheck> ChecksFor(InboxCapabilities capabilities)
        => [.. Checks.Where(check => (check.Needs & ~capabilities) == 0)];

    /// <summary>The names of the checks that apply to an inbox, for the test cases of a test framework.</summary>
    /// <param name="capabilities">What the inbox can be put through.</param>
    public static IReadOnlyList<string> NamesFor(InboxCapabilities capabilities)
        => [.. ChecksFor(capabilities).Select(check => check.Name)];

    /// <summary>Finds a check by its name.</summary>
    /// <param name="name">The <see cref="InboxCheck.Name"/>.</param>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    public static InboxCheck Find(string name)
        => Checks.FirstOrDefault(check => check.Name == name)
            ?? throw new ArgumentException($"There is no inbox check named '{name}'. {nameof(Checks)} lists them.", nameof(name));

    /// <summary>Runs one check: <see cref="Find"/>, then <see cref="InboxCheck.RunAsync"/>.</summary>
    /// <param name="name">The <see cref="InboxCheck.Name"/>.</param>
    /// <param name="create">Creates the subject.</param>
    /// <exception cref="ComplianceException">The inbox breaks the rule.</exception>
    public static Task RunAsync(string name, Func<InboxSubjectOptions, ValueTask<InboxSubject>> create) => Find(name).RunAsync(create);
}

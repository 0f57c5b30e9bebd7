using EightBit.Webhooks.Receiver.Testing.Compliance.Stores;

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>
/// The rules that every <see cref="Receiver.Deduplication.IDeduplicationStore"/> keeps, each as a check that any test framework can
/// run.
/// </summary>
public static class DeduplicationStoreCompliance
{
    /// <summary>Every check. All of them apply to every store.</summary>
    public static IReadOnlyList<DeduplicationStoreCheck> Checks { get; } = [.. ClaimRules.All, .. RetentionRules.All, .. KeyRules.All];

    /// <summary>The names of the checks, for the test cases of a test framework.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Checks.Select(check => check.Name)];

    /// <summary>Finds a check by its name.</summary>
    /// <param name="name">The <see cref="DeduplicationStoreCheck.Name"/>.</param>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    public static DeduplicationStoreCheck Find(string name)
        => Checks.FirstOrDefault(check => check.Name == name)
            ?? throw new ArgumentException($"There is no store check named '{name}'. {nameof(Checks)} lists them.", nameof(name));

    /// <summary>Runs one check: <see cref="Find"/>, then <see cref="DeduplicationStoreCheck.RunAsync"/>.</summary>
    /// <param name="name">The <see cref="DeduplicationStoreCheck.Name"/>.</param>
    /// <param name="create">Creates the subject.</param>
    /// <exception cref="ComplianceException">The store breaks the rule.</exception>
    public static Task RunAsync(string name, Func<ValueTask<DeduplicationStoreSubject>> create) => Find(name).RunAsync(create);
}

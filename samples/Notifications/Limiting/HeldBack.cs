namespace Notifications.Limiting;

/// <summary>Counts what was held back, by subject. In memory: a crash loses up to one digest, an orderly stop none.</summary>
internal sealed class HeldBack
{
    private const int MaxSubjects = 20;
    private const string Others = "Others";

    private readonly Lock _lock = new();
    private Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string subject, int count = 1)
    {
        lock (_lock)
        {
            var key = _counts.ContainsKey(subject) || _counts.Count < MaxSubjects ? subject : Others;
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        }
    }

    /// <summary>Takes all of it; give it back with <see cref="Add"/> if it could not be told.</summary>
    public IReadOnlyDictionary<string, int> Take()
    {
        lock (_lock)
        {
            var taken = _counts;
            _counts = new(StringComparer.Ordinal);
            return taken;
        }
    }
}

using EightBit.Webhooks.Receiver.Inbox;

namespace EightBit.Webhooks.Receiver.InMemory;

/// <summary>The last failed attempts of an event, with as much of their errors as there is room for.</summary>
internal sealed class FailureHistory
{
    private const int MostAttempts = 20;
    private const int ShortenedLength = 100;

    private const string NotKept = "(not kept: the errors of pending events have filled a quarter of MaxPendingBytes)";

    private readonly List<FailedAttempt> _attempts = [];

    public IReadOnlyList<FailedAttempt> Attempts => _attempts;

    /// <summary>The bytes of the errors, each counted once.</summary>
    public long Bytes { get; private set; }

    /// <param name="failed">The attempt.</param>
    /// <param name="room">How many bytes the errors may have. Where they have more, the older ones go; the latest is shortened.</param>
    public void Add(FailedAttempt failed, long room)
    {
        if (_attempts.Count == MostAttempts)
        {
            _attempts.RemoveAt(0);
        }

        // What fails again mostly does so for the same reason: one text serves all.
        _attempts.Add(_attempts is [.., var last] && last.Error == failed.Error ? failed with { Error = last.Error } : failed);
        Bytes = SizeOf(_attempts);
        for (var index = 0; Bytes > room && index < _attempts.Count; index++)
        {
            var error = _attempts[index].Error;
            Replace(error, ReferenceEquals(error, _attempts[^1].Error) ? Shortened(error) : NotKept);
        }
    }

    /// <summary>The bytes of errors. What the same object is, is counted once.</summary>
    public static long SizeOf(IEnumerable<FailedAttempt> attempts)
        => attempts.Select(attempt => attempt.Error)
            .Where(error => !ReferenceEquals(error, NotKept))
            .Distinct<string>(ReferenceEqualityComparer.Instance)
            .Sum(error => (long)sizeof(char) * error.Length);

    private void Replace(string error, string by)
    {
        for (var index = 0; index < _attempts.Count; index++)
        {
            if (ReferenceEquals(_attempts[index].Error, error))
            {
                _attempts[index] = _attempts[index] with { Error = by };
            }
        }

        Bytes = SizeOf(_attempts);
    }

    private static string Shortened(string error)
    {
        if (error.Length <= ShortenedLength)
        {
            return error;
        }

        var length = char.IsHighSurrogate(error[ShortenedLength - 1]) ? ShortenedLength - 1 : ShortenedLength;
        return string.Concat(error.AsSpan(0, length), "… (shortened)");
    }
}

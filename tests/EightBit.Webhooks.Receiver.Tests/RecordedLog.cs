using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Tests;

/// <summary>A logger that keeps what it is told.</summary>
internal sealed class RecordedLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public IReadOnlyList<Entry> Entries => [.. _entries];

    public IReadOnlyList<Entry> Of(int eventId) => [.. _entries.Where(entry => entry.EventId == eventId)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _entries.Enqueue(new Entry(logLevel, eventId.Id, formatter(state, exception), exception));

    internal sealed record Entry(LogLevel Level, int EventId, string Message, Exception? Exception);
}

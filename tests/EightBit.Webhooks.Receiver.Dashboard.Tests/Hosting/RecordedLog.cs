using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

/// <summary>What the library has logged.</summary>
internal sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IEnumerable<LogLine> Lines => _lines;

    public IReadOnlyList<string> Of(int eventId) => [.. _lines.Where(line => line.EventId == eventId).Select(line => line.Message)];

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName.StartsWith("EightBit.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Recorder : ILogger
    {
        private readonly RecordedLog _log;
        private readonly bool _isOurs;

        public Recorder(RecordedLog log, bool isOurs)
        {
            _log = log;
            _isOurs = isOurs;
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => _isOurs;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => _log._lines.Enqueue(new LogLine(logLevel, eventId.Id, formatter(state, exception)));
    }
}

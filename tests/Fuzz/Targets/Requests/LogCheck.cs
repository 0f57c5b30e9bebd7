using Microsoft.Extensions.Logging;

namespace Fuzz.Targets.Requests;

/// <summary>Reads what is logged: no line that somebody else can end, no secret, and no error of the server's own.</summary>
internal sealed class LogCheck : ILoggerProvider
{
    private readonly Witness _witness;

    public LogCheck(Witness witness) => _witness = witness;

    public ILogger CreateLogger(string categoryName) => new Logger(_witness, categoryName.StartsWith("EightBit.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Logger(Witness witness, bool isOurs) : ILogger
    {
        // A dead letter's line ends with the exceptions of its handlers, whole.
        private const int EventDead = 203;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs || logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            try
            {
                var message = formatter(state, exception);
                Promise.That(isOurs, $"the server logs no error: {message} {exception}");
                Promise.That(!message.Contains(Keys.Text, StringComparison.Ordinal), "no log has a secret");
                Promise.IsOneLine(eventId.Id == EventDead ? message.Replace('\n', ' ') : message, $"log event {eventId.Id}");
            }
            catch (BrokenPromiseException broken)
            {
                witness.Complain(broken);
            }
        }
    }
}

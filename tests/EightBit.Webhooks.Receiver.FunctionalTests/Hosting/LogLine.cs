using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

internal sealed record LogLine(string Category, LogLevel Level, int EventId, string Message, Exception? Exception);

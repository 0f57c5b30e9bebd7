using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Dashboard.Tests.Hosting;

internal sealed record LogLine(LogLevel Level, int EventId, string Message);

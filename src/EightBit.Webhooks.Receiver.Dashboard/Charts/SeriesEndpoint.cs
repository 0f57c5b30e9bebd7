using EightBit.Webhooks.Receiver.Dashboard.Answering;
using EightBit.Webhooks.Receiver.Dashboard.Queries;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Charts;

/// <summary>What the charts are drawn from.</summary>
internal sealed class SeriesEndpoint
{
    private const string DefaultMinutes = "60";

    private readonly SeriesCollector _collector;

    public SeriesEndpoint(SeriesCollector collector) => _collector = collector;

    public Task AnswerAsync(HttpContext context)
    {
        var reader = new QueryReader(context.Request);
        var minutes = reader.Word("minutes", "10", "60", "360", "1440") ?? DefaultMinutes;
        return reader.Problem is { } problem
            ? Answers.BadRequestAsync(context, problem)
            : Answers.JsonAsync(
                context,
                _collector.Latest(TimeSpan.FromMinutes(int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture))),
                DashboardJson.Default.SeriesAnswer);
    }
}

using System.Reflection;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Troubleshooting;

/// <summary>Whoever looks up a code or a log event finds it, and finds nothing that is no more.</summary>
public sealed partial class TroubleshootingTests
{
    private static readonly string Text = Repository.Read("docs/troubleshooting.md");

    private static readonly Assembly[] Packages =
    [
        typeof(Microsoft.Extensions.DependencyInjection.EightBitWebhooksServiceCollectionExtensions).Assembly,
        typeof(Microsoft.Extensions.DependencyInjection.EightBitWebhooksSqliteBuilderExtensions).Assembly,
        typeof(Microsoft.Extensions.DependencyInjection.EightBitWebhooksRedisBuilderExtensions).Assembly,
        typeof(Microsoft.Extensions.DependencyInjection.EightBitWebhooksDashboardBuilderExtensions).Assembly,
    ];

    [Fact]
    public async Task Every_answer_has_a_section_with_its_status()
    {
        var answers = new List<string>();
        foreach (var outcome in Enum.GetValues<DeliveryOutcome>().Except([DeliveryOutcome.Aborted, DeliveryOutcome.HandledInline, DeliveryOutcome.FailedInline]))
        {
            var context = new DefaultHttpContext();
            var answer = Answer.To(outcome);
            await answer.WriteAsync(context);
            answers.Add($"{answer.Code} ({context.Response.StatusCode})");
        }

        AnswerHeading().Matches(Text).Select(match => match.Groups[1].Value).Should().BeEquivalentTo(answers);
    }

    [Fact]
    public void Every_log_event_has_a_line_with_its_level_and_name()
    {
        var messages = Packages
            .Select(package => package.GetTypes().Single(type => type.Name == "Log"))
            .SelectMany(log => log.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Select(method => (Attribute: method.GetCustomAttribute<LoggerMessageAttribute>(), method.Name))
            .Where(message => message.Attribute is not null)
            .Select(message => $"{message.Attribute!.EventId} | {message.Attribute.Level} | {message.Name}");

        EventRow().Matches(Text).Select(match => match.Groups[1].Value.Replace("`", "")).Should().BeEquivalentTo(messages);
    }

    [GeneratedRegex(@"^### (\w+ \(\d+\))$", RegexOptions.Multiline)]
    private static partial Regex AnswerHeading();

    [GeneratedRegex(@"^\| (\d{3} \| \w+ \| `\w+`) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();
}

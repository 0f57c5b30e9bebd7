using CrmSync.Demo.Checking;
using CrmSync.Demo.Output;
using CrmSync.Demo.Script;
using CrmSync.Demo.Sending;
using EightBit.Webhooks.Receiver.Inbox;

namespace CrmSync.Demo;

/// <summary>Sends a running application what the platform would send, and checks its answers and its rows.</summary>
internal sealed class DemoRun
{
    private const int AllAsExpected = 0;
    private const int NotAsExpected = 1;
    private const int ParallelDeliveries = 32;

    private static readonly TimeSpan ProcessingDeadline = TimeSpan.FromSeconds(30);

    private readonly DemoServer _server;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly DemoReport _report;
    private readonly HashSet<ExpectedRow> _expectedRows = [];

    private DemoRun(DemoServer server, DemoReport report)
    {
        _server = server;
        _report = report;
    }

    /// <returns>The exit code: 0 only if everything was as expected.</returns>
    public static async Task<int> RunAsync(Func<WebApplicationBuilder, WebApplication> createApp, TextWriter output)
    {
        var report = new DemoReport(new Terminal(output));
        try
        {
            await using var server = await DemoServer.StartAsync(createApp);
            await new DemoRun(server, report).PlayAsync(server.Stopping);
            return report.Conclude(server.Log) ? AllAsExpected : NotAsExpected;
        }
        catch (OperationCanceledException)
        {
            report.Interrupt();
            return NotAsExpected;
        }
        catch (Exception exception)
        {
            report.Fail(exception);
            return NotAsExpected;
        }
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        _report.Begin(_server.Address);
        using var sender = new PlatformSender(new Uri(_server.Address, "/webhooks/8bit"), _server.Secret, _time);
        var conversation = new ConversationScript(sender, _time).Steps();
        foreach (var step in conversation.Concat(new BadMannersScript(sender, _time).Steps(alreadySent: conversation[1])))
        {
            _report.Add(step, await sender.SendAsync(step.Delivery, cancellationToken));
            _expectedRows.UnionWith(step.ExpectedRows);
        }

        await SendBurstAsync(sender, cancellationToken);
        _report.PrintDeliveries();
        await CheckRowsAsync(cancellationToken);
    }

    private async Task SendBurstAsync(PlatformSender sender, CancellationToken cancellationToken)
    {
        var burst = new BurstScript(sender, _time);
        var deliveries = burst.Deliveries();
        var answers = new DeliveryAnswer[deliveries.Count];
        await Parallel.ForAsync(
            0,
            deliveries.Count,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelDeliveries, CancellationToken = cancellationToken },
            async (index, token) => answers[index] = await sender.SendAsync(deliveries[index], token));
        _report.AddBurst(answers);
        _expectedRows.UnionWith(burst.ExpectedRows);
    }

    private async Task CheckRowsAsync(CancellationToken cancellationToken)
    {
        var inbox = new InboxWatch(_server.Services.GetRequiredService<IWebhookInboxAdmin>(), _time);
        _report.AddFindings(await inbox.WaitAsync(ProcessingDeadline, cancellationToken));

        using var crm = new CrmReader(_server.Address);
        var activities = await crm.ReadActivitiesAsync(cancellationToken);
        var contacts = await crm.ReadContactsAsync(cancellationToken);
        _report.PrintRows(contacts, activities);
        _report.AddFindings(RowCheck.Compare(_expectedRows, activities));
        _report.AddFindings(ContactCheck.Compare(contacts));
    }
}

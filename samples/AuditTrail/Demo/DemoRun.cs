using AuditTrail.Chain;
using AuditTrail.Recording;
using AuditTrail.Verifying;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Signatures;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using EightBit.Webhooks.Receiver.Verifying;

namespace AuditTrail.Demo;

/// <summary>Deliveries, verification, tampering, verification again; a crash while writing, and a restart.</summary>
internal sealed class DemoRun
{
    private readonly Func<WebApplicationBuilder, WebApplication> _createApp;
    private readonly string _directory;
    private readonly string _trail;
    private readonly DemoReport _report;

    private DemoRun(Func<WebApplicationBuilder, WebApplication> createApp, string directory, TextWriter output)
    {
        _createApp = createApp;
        _directory = directory;
        _trail = Path.Combine(directory, "audit.jsonl");
        _report = new DemoReport(output);
    }

    /// <returns>The exit code: 0 only if everything was as promised.</returns>
    public static async Task<int> RunAsync(Func<WebApplicationBuilder, WebApplication> createApp, TextWriter output)
    {
        var directory = Directory.CreateTempSubdirectory("audittrail-demo-");
        try
        {
            return await new DemoRun(createApp, directory.FullName, output).PlayAsync() ? 0 : 1;
        }
        catch (Exception exception)
        {
            output.WriteLine($"The demo could not be played to its end: {exception}");
            return 1;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<bool> PlayAsync()
    {
        var head = await RecordAsync();
        var entries = head.Entries;
        _report.Heading("verify");
        Verify($"the trail with {entries} entries", VerifyCommand.Intact, $"{entries} entries, chain intact\nhead: {head.Head}");
        TamperWith(head);
        await CrashAndGoOnAsync(head);
        return _report.Conclude();
    }

    private async Task<ChainHead> RecordAsync()
    {
        _report.Heading("deliveries");
        await using var server = await DemoServer.StartAsync(_createApp, _directory, _trail);
        using var sender = server.App.CreateWebhookSender();
        var events = SampleEvents.EventTypes.Select(SampleEvents.Create).Append(SampleEvents.MessageReceived with { Type = "order.placed" }).ToList();
        foreach (var sent in events)
        {
            _report.Expect(sent.Type, "200 accepted", (await sender.SendAsync(sent)).ToString());
        }

        _report.Expect("the first one again", "200 duplicate", (await sender.SendAsync(events[0])).ToString());
        _report.Expect("a forged one", "401 signature_mismatch", (await sender.SendAsync(sender.Sign(SampleEvents.MessageReceived).Forged())).ToString());
        await server.App.WhenIdleAsync();
        await HandleAgainAsync(server.Trail, sender.Sign(events[0]));
        _report.Expect("entries", (long)events.Count, server.Trail.Head.Entries);
        return server.Trail.Head;
    }

    /// <summary>What the inbox does when a process dies between handling an event and saying so.</summary>
    private async Task HandleAgainAsync(AuditLog trail, SignedDelivery delivery)
    {
        var verification = new WebhookVerifier(new WebhookReceiverOptions { Secrets = { DemoServer.Secret } }).Verify(new UnverifiedDelivery
        {
            Body = delivery.Body,
            Signature = delivery.Signature,
            Timestamp = delivery.Headers[WebhookHeaders.Timestamp],
        });
        var before = trail.Head;
        await new RecordEvent(trail).HandleAsync(verification.Event!, CancellationToken.None);
        _report.Expect("head after the handler ran again for the first one, as before", before.Head, trail.Head.Head);
    }

    private void TamperWith(ChainHead head)
    {
        _report.Heading("tampering, each with a copy of the trail");
        var lines = File.ReadAllLines(_trail);
        Tamper("entry 4 changed", Tampering.Change(lines, 3), "line 4: entry 4 was changed: its content does not have the hash");
        Tamper("entry 4 changed and given a new hash", Tampering.ChangeAndSeal(lines, 3), "line 5: entry 4 was changed and given a new hash");
        Tamper("entry 4 removed", Tampering.Remove(lines, 3), "line 4: entry 4 was removed");
        Tamper("an invented entry inserted", Tampering.Insert(lines, 3), "line 4: what stands here before entry 4 was inserted");
        Tamper("entry 1 inserted again", Tampering.InsertAgain(lines, 3), "line 4: entry 1 stands here again: it was inserted");
        Tamper("entries 4 and 5 swapped", Tampering.Swap(lines, 3), "line 4: the order was changed: entry 5 stands before entry 4");

        // What the chain alone cannot show, and the published head can.
        var cut = Tampering.CutOff(lines, 2);
        Tamper("the last 2 entries cut off, no head known", cut, $"{head.Entries - 2} entries, chain intact", VerifyCommand.Intact);
        Tamper("the last 2 entries cut off, with the published head", cut, "entries were cut off at the end, or the chain was made anew", VerifyCommand.Broken, head.Head);
    }

    private async Task CrashAndGoOnAsync(ChainHead head)
    {
        _report.Heading("a crash while an entry is written, and a restart");
        var torn = File.ReadAllLines(_trail)[^1][..200];
        await File.AppendAllTextAsync(_trail, torn);
        Verify("after the crash", VerifyCommand.Intact, "200 bytes of an unfinished entry");
        await using (var server = await DemoServer.StartAsync(_createApp, _directory, _trail))
        {
            using var sender = server.App.CreateWebhookSender();
            await sender.SendAsync(SampleEvents.AgentError);
            await server.App.WhenIdleAsync();
        }

        // The repair is an entry as well, so two came after the head that was published before.
        Verify(
            "after the restart, with the head from before",
            VerifyCommand.Intact,
            $"the given head is entry {head.Entries}; 2 came after it",
            head.Head);
    }

    private void Tamper(string what, string[] lines, string expected, int exitCode = VerifyCommand.Broken, string? head = null)
    {
        var copy = Path.Combine(_directory, "tampered.jsonl");
        File.WriteAllText(copy, string.Concat(lines.Select(line => $"{line}\n")));
        Verify(what, exitCode, expected, head, copy);
    }

    private void Verify(string what, int exitCode, string expected, string? head = null, string? file = null)
    {
        var output = new StringWriter { NewLine = "\n" };
        string[] arguments = head is null ? [file ?? _trail] : [file ?? _trail, "--head", head];
        var seen = VerifyCommand.Run(arguments, output);
        _report.ExpectText($"{what} (exit code {seen})", expected, output.ToString());
        if (seen != exitCode)
        {
            _report.Expect("exit code", exitCode, seen);
        }
    }
}

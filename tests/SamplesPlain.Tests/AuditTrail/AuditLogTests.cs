using System.Text.Json;
using AuditTrail.Chain;
using AuditTrail.Verifying;
using EightBit.Webhooks.Receiver.Testing.Samples;
using Microsoft.Extensions.Logging.Abstractions;
using SamplesPlain.Tests.Support;

namespace SamplesPlain.Tests.AuditTrail;

public sealed class AuditLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Trail => _folder.File("audit.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_entry_tells_what_was_signed_and_what_was_not()
    {
        var recorded = Verified.Event(SampleEvents.MessageReceived);
        using (var log = Open())
        {
            (await log.AppendAsync(recorded, CancellationToken.None)).Should().BeTrue();
        }

        var entry = JsonDocument.Parse(File.ReadAllLines(Trail).Single()).RootElement;
        entry.GetProperty("seq").GetInt64().Should().Be(1);
        entry.GetProperty("kind").GetString().Should().Be("event");
        var signed = entry.GetProperty("signed");
        signed.GetProperty("id").GetString().Should().Be(recorded.Id);
        signed.GetProperty("type").GetString().Should().Be("message.received");
        signed.GetProperty("body_sha256").GetString().Should().Be(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(recorded.Body.Span)));
        entry.GetProperty("unsigned").GetProperty("sent_at").GetDateTimeOffset().Should().Be(recorded.Delivery.SentAt);
    }

    [Fact]
    public async Task An_event_that_is_handled_again_is_recorded_once_also_after_a_restart()
    {
        var recorded = Verified.Event(SampleEvents.MessageReceived);
        using (var log = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => log.AppendAsync(recorded, CancellationToken.None)));
        }

        using (var log = Open())
        {
            (await log.AppendAsync(recorded, CancellationToken.None)).Should().BeFalse();
            log.Head.Entries.Should().Be(1);
        }
    }

    [Fact]
    public async Task A_lost_index_is_made_anew_from_the_trail()
    {
        var recorded = await RecordAsync(5);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Trail)!, "*.index.db*"))
        {
            File.Delete(file);
        }

        using var log = Open();

        log.Head.Entries.Should().Be(5);
        (await log.AppendAsync(recorded, CancellationToken.None)).Should().BeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task A_line_torn_at_any_place_is_removed_and_the_chain_goes_on(int length)
    {
        await RecordAsync(3);
        var last = (await File.ReadAllLinesAsync(Trail))[^1];
        await File.AppendAllTextAsync(Trail, last[..Math.Min(length, last.Length)]);

        using (var log = Open())
        {
            await log.AppendAsync(Verified.Event(SampleEvents.AgentError), CancellationToken.None);
        }

        var repair = JsonDocument.Parse((await File.ReadAllLinesAsync(Trail))[3]).RootElement;
        repair.GetProperty("kind").GetString().Should().Be("repair");
        repair.GetProperty("removed_bytes").GetInt32().Should().Be(Math.Min(length, last.Length));
        Verify().Should().BeEquivalentTo(new { IsIntact = true, TornBytes = 0L });
        Verify().Head.Entries.Should().Be(5);
    }

    [Fact]
    public async Task A_trail_that_was_cut_while_nobody_wrote_is_not_written_to()
    {
        await RecordAsync(3);
        var lines = await File.ReadAllLinesAsync(Trail);
        await File.WriteAllTextAsync(Trail, $"{lines[0]}\n{lines[1]}\n");

        FluentActions.Invoking(Open).Should().Throw<AuditTrailException>().WithMessage("*entries were cut off*verify*");
    }

    [Fact]
    public async Task A_trail_whose_last_entry_was_changed_while_nobody_wrote_is_not_written_to()
    {
        await RecordAsync(3);
        await File.WriteAllTextAsync(Trail, (await File.ReadAllTextAsync(Trail)).Replace("\"seq\":3", "\"seq\":4", StringComparison.Ordinal));

        FluentActions.Invoking(Open).Should().Throw<AuditTrailException>().WithMessage("Entry 3*is not as it was written*");
    }

    [Fact]
    public async Task A_second_writer_is_kept_out_and_a_verifier_is_not()
    {
        using var log = Open();
        await log.AppendAsync(Verified.Event(SampleEvents.AgentError), CancellationToken.None);

        FluentActions.Invoking(Open).Should().Throw<AuditTrailException>().WithMessage("Another process writes to*");
        Verify().Head.Should().Be(log.Head);
    }

    private AuditLog Open()
    {
        var log = new AuditLog(Trail, TimeProvider.System, NullLogger<AuditLog>.Instance);
        try
        {
            log.Open();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private async Task<EightBit.Webhooks.Receiver.Events.WebhookEvent> RecordAsync(int events)
    {
        using var log = Open();
        var recorded = Verified.Event(SampleEvents.MessageReceived);
        await log.AppendAsync(recorded, CancellationToken.None);
        for (var count = 1; count < events; count++)
        {
            await log.AppendAsync(Verified.Event(SampleEvents.MessageSent), CancellationToken.None);
        }

        return recorded;
    }

    private ChainVerdict Verify()
    {
        using var trail = new FileStream(Trail, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return ChainVerifier.Verify(trail, knownHead: null);
    }
}

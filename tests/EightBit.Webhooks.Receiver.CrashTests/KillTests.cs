using System.Globalization;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests;

/// <summary>Nothing acknowledged is ever lost, however the process ends.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests : IDisposable
{
    private static readonly string[] Points = ["BeforeCommit", "AfterCommitBeforeAnswer", "MidHandler", "AfterEffectBeforeSettlement"];

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-crash-").FullName;
    private readonly ITestOutputHelper _output;

    public KillTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>25 kills; more with the environment variable EIGHTBIT_TEST_KILLS.</summary>
    [Fact]
    public async Task Killed_again_and_again_under_load_it_loses_nothing_it_has_acknowledged()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("EIGHTBIT_TEST_KILLS") ?? "25", CultureInfo.InvariantCulture);
        var random = new Random(kills);
        await using var target = new Target(_folder);
        var ledger = new Ledger(target.Http);
        using var stop = new CancellationTokenSource();

        await target.StartAsync();
        var senders = Enumerable.Range(0, 12).Select(conversation => ledger.ConverseAsync(conversation, stop.Token)).ToList();
        var atPoints = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            if (kill % 2 == 0)
            {
                await Task.Delay(random.Next(10, 400)); // at any time: that it is no particular one is the point
                await target.KillAsync();
            }
            else
            {
                await target.EndAtAsync(Points[kill / 2 % Points.Length], random.Next(1, 30));
                atPoints++;
            }

            await target.StartAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(senders);
        await target.WhenIdleAsync();
        var state = await target.StateAsync();
        var reckoning = Reckoning.Of(ledger, target, state);
        Report.Write(_output, $"kills {kills} (at named points {atPoints}), {reckoning}, duplicates sent {ledger.DuplicatesSent}, deliveries sent again {ledger.Refused}");

        (await target.TerminateAsync()).Should().Be(0);
        reckoning.Acknowledged.Should().BeGreaterThan(100, "a test without traffic proves nothing");
        reckoning.Lost.Should().Be(0);
        reckoning.OutOfOrder.Should().Be(0, "first effects are in order within each conversation");
        state.DeadLetters.Should().BeEmpty();
        var rows = Reckoning.Rows(target.Database);
        rows["inbox"].Should().Be(0);
        rows["body"].Should().Be(0);
        rows["seen"].Should().Be(reckoning.Effects, "nothing but the ids is left");
    }

    [Fact]
    public async Task An_event_that_kills_the_process_each_time_ends_as_a_dead_letter_and_its_neighbours_complete()
    {
        const int MaxAttempts = 3;
        await using var target = new Target(_folder).Set("EightBit:Webhooks:Processing:MaxAttempts", $"{MaxAttempts}");
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await ledger.SendUntilAcknowledgedAsync($"before{i}-0", $"before{i}", "hello");
        }

        await target.WhenIdleAsync();
        var sending = ledger.SendUntilAcknowledgedAsync("poison-0", "poison", "poison");
        for (var death = 1; death < MaxAttempts; death++)
        {
            await target.WhenEndedAsync();
            target.Launch();
        }

        await target.WhenEndedAsync();
        await target.StartAsync();
        await sending;
        await ledger.SendUntilAcknowledgedAsync("poison-1", "poison", "hello");
        await ledger.SendUntilAcknowledgedAsync("after-0", "after", "hello");
        await target.WhenIdleAsync();

        var state = await target.StateAsync();
        var letter = state.DeadLetters.Should().ContainSingle().Subject;
        letter.EventId.Should().Be("poison-0");
        letter.Reason.Should().Be("AttemptsExhausted");
        target.Effects().Select(effect => effect.EventId).Should().Contain(["before0-0", "before4-0", "poison-1", "after-0"]);
        Reckoning.Of(ledger, target, state).Lost.Should().Be(0);
    }

    [Fact]
    public async Task A_process_that_is_paused_beyond_its_lease_goes_on_with_what_it_was_running_and_runs_nothing_twice()
    {
        await using var target = new Target(_folder)
            .Set("EightBit:Webhooks:Processing:LeaseDuration", "00:00:03")
            .Set("Target:Renews", "false"); // as if the whole process had been paused long before its last heartbeat
        var ledger = new Ledger(target.Http);
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("paused-0", "paused", "hangs");
        await WhenAsync(() => target.Effects().Count == 1);

        await target.SignalAsync("STOP");
        await Task.Delay(TimeSpan.FromSeconds(4)); // the pause itself
        await target.SignalAsync("CONT");

        await target.WhenPrintedAsync("claimed it again as attempt 2");
        (await target.Http.PostAsync(new Uri("/let-go", UriKind.Relative), null)).EnsureSuccessStatusCode();
        await target.WhenIdleAsync();
        target.Effects().Select(effect => (effect.EventId, effect.Attempt)).Should().Equal(("paused-0", 1));
        Reckoning.Of(ledger, target, await target.StateAsync()).Lost.Should().Be(0);
    }

    [Fact]
    public async Task Terminated_with_a_handler_that_hangs_it_ends_in_time_and_its_successor_goes_on_at_once()
    {
        await using var target = new Target(_folder)
            .Set("EightBit:Webhooks:Processing:DrainTimeout", "00:00:01")
            .Set("EightBit:Webhooks:Processing:LeaseDuration", "00:10:00");
        var ledger = new Ledger(target.Http);
        using var stop = new CancellationTokenSource();
        await target.StartAsync();
        await ledger.SendUntilAcknowledgedAsync("hung-0", "hung", "hangs");
        await WhenAsync(() => target.Effects().Count == 1);
        var senders = Enumerable.Range(0, 4).Select(conversation => ledger.ConverseAsync(conversation, stop.Token)).ToList();
        await WhenAsync(() => target.Effects().Count > 50);

        var ending = System.Diagnostics.Stopwatch.StartNew();
        (await target.TerminateAsync()).Should().Be(0);
        ending.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30), "the host's own limit");
        var effectsBefore = target.Effects().Count(effect => effect.EventId == "hung-0");

        await target.StartAsync();
        await WhenAsync(() => target.Effects().Count(effect => effect.EventId == "hung-0") > effectsBefore);
        target.Effects().Last(effect => effect.EventId == "hung-0").Attempt.Should().Be(1, "an abandoned attempt does not count");
        await stop.CancelAsync();
        await Task.WhenAll(senders);
        await target.WhenPrintedAsync("did not stop within the drain time");
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_ends_with_a_message_and_the_first_goes_on()
    {
        await using var first = new Target(_folder);
        await using var second = new Target(_folder).Set("Target:Effects", Path.Combine(_folder, "effects-of-the-second.txt"));
        await first.StartAsync();

        var failure = await second.Invoking(target => target.StartAsync()).Should().ThrowAsync<InvalidOperationException>();

        failure.Which.Message.Should().Contain("webhooks.db is in use by another process").And.Contain("One process at a time");
        var ledger = new Ledger(first.Http);
        (await ledger.TrySendAsync("evt-0", "c", "hello")).Should().Be(200);
        await first.KillAsync();
        await second.StartAsync();
        (await ledger.TrySendAsync("evt-1", "c", "hello")).Should().Be(0, "the first is gone");
    }

    private static async Task WhenAsync(Func<bool> condition)
    {
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(20);
        }
    }
}

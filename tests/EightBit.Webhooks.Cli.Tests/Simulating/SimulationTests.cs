using System.Collections.Concurrent;
using System.Net;
using EightBit.Webhooks.Cli.Sending;
using EightBit.Webhooks.Cli.Simulating;
using EightBit.Webhooks.Cli.Tests.Support;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.Tests.Simulating;

/// <summary>What becomes of deliveries, with a receiver that is a method.</summary>
public sealed class SimulationTests
{
    private static readonly SimulationSettings Settings = new()
    {
        Target = new Target(new Uri("http://localhost/hooks"), [], IsInsecure: false),
        Secret = WebhookSecret.FromText(CliProcess.Secret),
        Seed = 1,
        Events = 50,
        TimeScale = 1_000_000,
        Concurrency = 8,
    };

    [Fact]
    public async Task What_fails_is_sent_again_until_it_is_delivered()
    {
        using var receiver = new Receiver((_, attempt) => attempt <= 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);

        var simulation = await receiver.RunAsync(Settings);

        var tally = simulation.Tally.Snapshot();
        tally.Sent.Should().Be(50);
        tally.DeliveredAtOnce.Should().Be(0);
        tally.DeliveredAfterRetries.Should().Be(50);
        tally.FailedByStatus.Should().Be(150);
        tally.Retries.Should().Be(150);
        tally.FailedForGood.Should().Be(0);
        simulation.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task After_seven_failed_attempts_an_event_has_failed_for_good()
    {
        using var receiver = new Receiver((id, _) => id.GetHashCode(StringComparison.Ordinal) % 2 == 0 ? HttpStatusCode.OK : HttpStatusCode.InternalServerError);

        var tally = (await receiver.RunAsync(Settings)).Tally.Snapshot();

        tally.Delivered.Should().Be(receiver.Attempts.Count(pair => pair.Value == 1)).And.BePositive();
        tally.FailedForGood.Should().Be(receiver.Attempts.Count(pair => pair.Value == 7)).And.BePositive();
        (tally.Delivered + tally.FailedForGood).Should().Be(50);
        tally.Undecided.Should().Be(0);
        tally.Failures.Should().NotBeEmpty().And.OnlyContain(failed => failed.Status == 500 && failed.Result == AttemptResult.Status);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_failed_attempt_too()
    {
        using var receiver = new Receiver((_, attempt) => attempt == 1 ? throw new HttpRequestException("reset") : HttpStatusCode.NoContent);

        var tally = (await receiver.RunAsync(Settings)).Tally.Snapshot();

        tally.FailedByConnection.Should().Be(50);
        tally.DeliveredAfterRetries.Should().Be(50);
    }

    [Fact]
    public async Task Duplicates_are_counted_apart_and_not_sent_again_when_they_fail()
    {
        using var receiver = new Receiver((_, attempt) => attempt <= 2 ? HttpStatusCode.OK : HttpStatusCode.Conflict);

        var tally = (await receiver.RunAsync(Settings with { Duplicates = 1, ConcurrentDuplicates = 1, Concurrency = 1 })).Tally.Snapshot();

        tally.DuplicatesSent.Should().Be(100);
        tally.DuplicatesAtOnce.Should().Be(50);
        tally.Delivered.Should().Be(50);
        tally.DuplicatesAcknowledged.Should().Be(50);
        tally.DuplicatesFailed.Should().Be(50);
        tally.Attempts.Should().Be(150);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_has_the_timestamp_it_is_told_to_have(bool repeats)
    {
        var time = new StepClock();
        using var receiver = new Receiver((_, attempt) => attempt <= 2 ? HttpStatusCode.BadGateway : HttpStatusCode.OK);

        await receiver.RunAsync(Settings with { Events = 1, RepeatsTimestamp = repeats }, time);

        receiver.Timestamps.Should().HaveCount(3);
        receiver.Timestamps.Distinct().Should().HaveCount(repeats ? 1 : 3);
    }

    [Fact]
    public async Task New_events_wait_while_too_many_are_to_be_sent_again()
    {
        var isUp = false;
        using var receiver = new Receiver((_, _) => Volatile.Read(ref isUp) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        var run = receiver.RunAsync(Settings with { Events = 10_000, MostWaiting = 100, TimeScale = 100 });

        // Until the receiver is up no more have failed than these: 100 that wait, one that each sender has, one that it is to have next, one on its way there.
        await receiver.EventsAnsweredReachAsync(100);
        Volatile.Write(ref isUp, true);

        var tally = (await run).Tally.Snapshot();
        tally.Delivered.Should().Be(10_000);
        tally.DeliveredAfterRetries.Should().BeInRange(100, 100 + (2 * Settings.Concurrency) + 1);
    }

    [Fact]
    public async Task Asked_to_stop_it_ends_with_what_was_done()
    {
        using var stop = new CancellationTokenSource();
        using var receiver = new Receiver((_, _) => HttpStatusCode.ServiceUnavailable);
        var run = receiver.RunAsync(Settings with { Events = null, TimeScale = 1 }, stop: stop.Token);
        await receiver.EventsAnsweredReachAsync(100);

        await stop.CancelAsync();

        var simulation = await run;
        var tally = simulation.Tally.Snapshot();
        tally.Undecided.Should().Be(tally.Sent).And.BeGreaterThanOrEqualTo(100);
        simulation.Waiting.Should().Be((int)tally.Sent);
    }

    [Fact]
    public async Task A_fault_in_the_tool_itself_ends_the_run_with_it()
    {
        using var receiver = new Receiver((_, _) => throw new InvalidOperationException("a bug"));

        await FluentActions.Awaiting(() => receiver.RunAsync(Settings with { Events = null })).Should().ThrowAsync<InvalidOperationException>().WithMessage("a bug");
    }

    private sealed class Receiver : HttpMessageHandler
    {
        private readonly Func<string, int, HttpStatusCode> _answer;
        private readonly SemaphoreSlim _answered = new(0);

        public Receiver(Func<string, int, HttpStatusCode> answer) => _answer = answer;

        public ConcurrentDictionary<string, int> Attempts { get; } = new();

        public ConcurrentQueue<string> Timestamps { get; } = new();

        public async Task<Simulation> RunAsync(SimulationSettings settings, TimeProvider? time = null, CancellationToken stop = default)
        {
            using var client = new HttpMessageInvoker(this, disposeHandler: false);
            var simulation = new Simulation(settings, client, time ?? TimeProvider.System);
            await simulation.RunAsync(stop);
            return simulation;
        }

        public async Task EventsAnsweredReachAsync(int count)
        {
            for (; count > 0; count--)
            {
                await _answered.WaitAsync();
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var id = request.Headers.GetValues(WebhookHeaders.EventId).Single();
            Timestamps.Enqueue(request.Headers.GetValues(WebhookHeaders.Timestamp).Single());
            var attempt = Attempts.AddOrUpdate(id, 1, (_, attempts) => attempts + 1);
            var status = _answer(id, attempt);
            if (attempt == 1)
            {
                _answered.Release();
            }

            return Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent([]) });
        }

        protected override void Dispose(bool disposing)
        {
            _answered.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Shows a new second each time somebody looks.</summary>
    private sealed class StepClock : TimeProvider
    {
        private long _seconds = 1_800_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Interlocked.Increment(ref _seconds));
    }
}

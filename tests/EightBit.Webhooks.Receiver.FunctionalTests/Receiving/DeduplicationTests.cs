using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Receiving;

public sealed class DeduplicationTests
{
    [Fact]
    public async Task Of_64_parallel_deliveries_of_one_id_the_handler_runs_once_and_all_are_answered_200()
    {
        await using var receiver = await TestReceiver.StartAsync();
        const int Rounds = 5;

        for (var round = 0; round < Rounds; round++)
        {
            var body = Payload.MessageReceived($"evt-{round}");
            var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => receiver.Platform.SendAsync(body)));

            answers.Should().OnlyContain(answer => answer.Status == 200);
            answers.Count(answer => answer.Code == "accepted").Should().Be(1);
        }

        await receiver.Journal.WhenAddedAsync(Rounds);
        await receiver.App.StopAsync(); // drains, so that a second run of a handler would have happened by now
        receiver.Journal.Ids.Should().BeEquivalentTo(Enumerable.Range(0, Rounds).Select(round => $"evt-{round}"));
    }

    [Fact]
    public async Task A_full_queue_turns_away_exactly_what_does_not_fit_and_takes_it_when_sent_again()
    {
        var gate = new Gate();
        await using var receiver = await TestReceiver.StartAsync(
            r => r.AddHandler<GatedHandler>("*"),
            b => b.Services.AddSingleton(gate),
            settings: new() { ["EightBit:Webhooks:InMemory:MaxPendingEvents"] = "10" });

        var bodies = Enumerable.Range(0, 25).Select(i => Payload.MessageReceived($"evt-{i}", $"conv-{i}")).ToList();
        var first = await Task.WhenAll(bodies.Select(body => receiver.Platform.SendAsync(body)));

        first.Count(answer => answer.Result == Answer.Accepted).Should().Be(10);
        first.Count(answer => answer.Result == (503, "inbox_full")).Should().Be(15);
        first.Where(answer => answer.Status == 503).Should().OnlyContain(answer => answer.Headers.RetryAfter != null);

        gate.Open();
        await receiver.Journal.WhenAddedAsync(10);
        var refused = bodies.Where((_, i) => first[i].Status == 503).ToList();
        var accepted = 0;
        while (refused.Count > 0)
        {
            var again = await Task.WhenAll(refused.Select(body => receiver.Platform.SendAsync(body)));
            again.Should().OnlyContain(answer => answer.Code == "accepted" || answer.Code == "inbox_full", "Full must leave no trace of the id");
            accepted += again.Count(answer => answer.Code == "accepted");
            refused = [.. refused.Where((_, i) => again[i].Status == 503)];
        }

        accepted.Should().Be(15);
        await receiver.Journal.WhenAddedAsync(15);
        receiver.Journal.Ids.Should().OnlyHaveUniqueItems().And.HaveCount(25);
    }

    [Fact]
    public async Task The_same_id_at_two_receivers_is_two_events()
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: b => b.Services.AddEightBitWebhooks("acme").AddHandler<JournalHandler>("*"),
            app: app =>
            {
                app.MapEightBitWebhooks();
                app.MapEightBitWebhooks("/hooks/acme", "acme");
            },
            settings: new() { ["EightBit:Webhooks:Receivers:acme:Secrets:0"] = Sender.OtherSecret });
        var body = Payload.MessageReceived("evt-1");

        (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(body, "/hooks/acme", Sender.OtherSecret)).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(body, "/hooks/acme", Sender.Secret)).Result.Should().Be((401, "signature_mismatch"));

        await receiver.Journal.WhenAddedAsync(2);
        receiver.Journal.Events.Select(e => e.Delivery.Receiver).Should().BeEquivalentTo("", "acme");
    }
}

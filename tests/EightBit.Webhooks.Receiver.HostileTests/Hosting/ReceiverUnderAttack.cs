using System.Collections.Concurrent;
using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Hosting;

/// <summary>A receiver behind a server with the defaults of both, and what must hold whatever the attack.</summary>
public sealed class ReceiverUnderAttack : IAsyncLifetime
{
    private const int DeliveriesMeanwhile = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, long> _answersRead = new();
    private readonly string[] _settings;

    private Target _target = null!;

    public ReceiverUnderAttack()
        : this([])
    {
    }

    internal ReceiverUnderAttack(string[] settings) => _settings = settings;

    public Uri Http1 => _target.Http1;

    public Uri Http2 => _target.Http2;

    internal Target Target => _target;

    public async Task InitializeAsync() => _target = await Target.StartAsync(_settings);

    public async Task DisposeAsync() => await _target.DisposeAsync();

    /// <summary>
    /// Runs an attack while valid deliveries go on: they are all accepted within the budget, each is handled once, and nothing is logged as an error.
    /// </summary>
    /// <param name="output">Gets the figures.</param>
    /// <param name="attack">Ends when the attack has got all its answers.</param>
    /// <param name="allAnswersAreRead">Whether the receiver's own count of its answers must be what the clients have read.</param>
    public async Task WithstandAsync(ITestOutputHelper output, Func<Task> attack, bool allAnswersAreRead = true)
    {
        var before = await _target.FiguresAsync();
        _answersRead.Clear();
        Acknowledgements valid;
        await using (var traffic = new ValidTraffic(_target.Http1, DeliveriesMeanwhile))
        {
            await attack();
            valid = await traffic.StopAsync();
        }

        output.WriteLine(valid.ToString());
        valid.ShouldBeInTime();
        Read("accepted", valid.Count);
        var after = await _target.WhenAsync(figures => figures.Handled == figures.Accepted, Patience);
        after.Handled.Should().Be(after.Accepted, "each accepted event is handled once");
        var answered = after.Outcomes.ToDictionary(outcome => outcome.Key, outcome => outcome.Value - before.Outcomes.GetValueOrDefault(outcome.Key));
        output.WriteLine("answers: " + string.Join(", ", answered.Where(outcome => outcome.Value > 0).Select(outcome => $"{outcome.Value} {outcome.Key}")));
        if (allAnswersAreRead)
        {
            answered.Where(outcome => outcome.Value > 0 && outcome.Key != "aborted").Should().BeEquivalentTo(
                _answersRead, "each answer the receiver has counted was read by somebody, and the other way round");
        }

        _target.TakeErrors().Should().BeEmpty("nothing that a stranger sends is an error of the application");
    }

    /// <summary>Notes an answer that a client has read.</summary>
    internal void Read(string code, int times = 1) => _answersRead.AddOrUpdate(code, times, (_, count) => count + times);
}

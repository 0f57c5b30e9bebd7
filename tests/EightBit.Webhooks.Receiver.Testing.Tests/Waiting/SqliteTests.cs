using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Waiting;

public sealed class SqliteTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("waiting-");

    [Fact]
    public async Task Retries_dead_letters_and_replays_can_be_waited_for_on_disk()
    {
        await using var app = await AppUnderTest.StartAsync(
            Fails.Times(3),
            receiver => receiver
                .UseSqliteInbox($"Data Source={Path.Combine(_folder.FullName, "inbox.db")}")
                .ConfigureProcessing(options => options.MaxAttempts = 2));
        var sample = SampleEvents.MessageReceived;
        await app.Sender.SendAsync(sample);

        app.Time.Advance((await app.Services.WhenAttemptedAsync(sample.Id)).RetryIn!.Value);
        var letter = await app.Services.WhenDeadAsync(sample.Id);
        await app.Inbox.ReplayAsync(letter.EntryId);
        app.Time.Advance((await app.Services.WhenAttemptedAsync(sample.Id, times: 3)).RetryIn!.Value);

        await app.Services.WhenHandledAsync(sample.Id);
        (await app.Services.WhenIdleAsync()).DeadLetters.Should().Be(0);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

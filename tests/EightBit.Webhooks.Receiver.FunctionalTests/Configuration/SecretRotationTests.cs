using System.Text.Json;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Configuration;

/// <summary>Secrets change in a file while requests run.</summary>
public sealed class SecretRotationTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("eightbit-").FullName, "secrets.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public async Task A_rotated_secret_is_taken_at_once_and_the_old_one_until_it_is_removed()
    {
        Write(Sender.Secret);
        await using var receiver = await StartAsync();
        using var stop = new CancellationTokenSource();
        var answered = 0;
        var traffic = Task.Run(async () =>
        {
            var answers = new List<int>();
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                answers.Add((await receiver.Platform.SendAsync(Payload.MessageReceived($"traffic-{i}"))).Status);
                Interlocked.Increment(ref answered);
            }

            return answers;
        });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("new-1"), secret: Sender.OtherSecret)).Status.Should().Be(401);

        await ChangeAsync(receiver, Sender.Secret, Sender.OtherSecret);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("new-2"), secret: Sender.OtherSecret)).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("old-2"))).Result.Should().Be(Answer.Accepted);

        await stop.CancelAsync();
        (await traffic).Should().NotBeEmpty().And.OnlyContain(status => status == 200, "the old secret was valid all the while");

        await ChangeAsync(receiver, Sender.OtherSecret);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("new-3"), secret: Sender.OtherSecret)).Result.Should().Be(Answer.Accepted);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("old-3"))).Result.Should().Be((401, "signature_mismatch"));
    }

    [Fact]
    public async Task A_change_to_something_invalid_refuses_deliveries_until_it_is_corrected()
    {
        Write(Sender.Secret);
        await using var receiver = await StartAsync();

        var changed = ChangesOf(receiver);
        Write("short");
        (await changed.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue();
        var answer = await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));
        answer.Result.Should().Be((503, "configuration_invalid"));
        var line = await receiver.Log.WhenAsync(104);
        (line.Message + line.Exception).Should().Contain("EightBit:Webhooks:Secrets:0").And.NotContain("short\"");

        await ChangeAsync(receiver, Sender.Secret);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Accepted);
    }

    private Task<TestReceiver> StartAsync() => TestReceiver.StartAsync(
        builder: b =>
        {
            b.Configuration.Sources.Clear();
            b.Configuration.AddJsonFile(_file, optional: false, reloadOnChange: true);
        });

    private async Task ChangeAsync(TestReceiver receiver, params string[] secrets)
    {
        var changed = ChangesOf(receiver);
        Write(secrets);
        await changed.WaitAsync(TimeSpan.FromSeconds(30));

        // The reload token fires before the options monitor has heard of it.
        var monitor = receiver.Services.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Current(monitor).SequenceEqual(secrets))
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static IEnumerable<string> Current(IOptionsMonitor<WebhookReceiverOptions> monitor)
    {
        try
        {
            return monitor.CurrentValue.Secrets;
        }
        catch (OptionsValidationException)
        {
            return [];
        }
    }

    private static Task<bool> ChangesOf(TestReceiver receiver)
    {
        var changed = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Services.GetRequiredService<IConfiguration>().GetReloadToken().RegisterChangeCallback(_ => changed.TrySetResult(true), null);
        return changed.Task;
    }

    private void Write(params string[] secrets)
    {
        // Replaced in one step, so that no reader sees half a file.
        var temporary = _file + ".new";
        File.WriteAllText(
            temporary,
            JsonSerializer.Serialize(new { EightBit = new { Webhooks = new { Secrets = secrets } } }));
        File.Move(temporary, _file, overwrite: true);
    }
}

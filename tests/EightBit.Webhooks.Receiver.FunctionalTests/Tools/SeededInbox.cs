using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Tools;

/// <summary>A SQLite inbox in a folder of its own, with an event in it that is due.</summary>
internal sealed class SeededInbox : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eightbit-tool-");

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "webhooks.db")}";

    /// <summary>Accepts an event, and stops before its handler, which fails at first, runs again.</summary>
    public async Task FillAsync()
    {
        await using var receiver = await StartAsync(Script.Fail(_ => new InvalidOperationException("not yet")));
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Accepted);
        await receiver.Log.WhenAsync(201);
        await receiver.App.StopAsync();
    }

    /// <summary>The files of the folder and their content.</summary>
    public Dictionary<string, string> Files()
        => _folder.GetFiles().ToDictionary(file => file.Name, file => Convert.ToHexString(File.ReadAllBytes(file.FullName)));

    public async Task ShouldHoldTheEventAsync()
    {
        await using var receiver = await StartAsync(Script.Fail(_ => null));
        (await receiver.Log.WhenAsync(200)).Message.Should().Contain("evt-1");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<TestReceiver> StartAsync(Script script) => TestReceiver.StartAsync(
        receiver => receiver.UseSqliteInbox(ConnectionString).AddHandler<ScriptedHandler>("*"),
        builder => builder.Services.AddSingleton(script),
        settings: new() { ["EightBit:Webhooks:Processing:RetryBaseDelay"] = "00:00:00.1" });
}

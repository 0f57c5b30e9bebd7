using System.Diagnostics;
using EightBit.Webhooks.Cli.Tests.Support;
using EightBit.Webhooks.Receiver.CrashTests;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Cli.Tests.DeadLetters;

/// <summary>The commands beside an application that runs, both as real processes.</summary>
public sealed class RunningApplicationTests : IDisposable
{
    private const int Letters = 20;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("eightbit-letters-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task On_SQLite_under_load_letters_are_purged_and_replayed_and_no_delivery_fails()
    {
        await using var application = new Target(_folder);
        await application.StartAsync();
        string[] inbox = ["--sqlite", application.Database];

        await OperateAsync(application, arguments => CliProcess.RunAsync(["deadletters", .. arguments, .. inbox]));

        application.Output.Contains("Receiver.Sqlite", StringComparison.Ordinal).Should().BeFalse("the inbox has nothing to complain about. The output:\n" + application.Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task On_Redis_under_load_letters_are_purged_and_replayed_and_no_delivery_fails(int partitions)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var application = OnRedis(redis, partitions);
        await application.StartAsync();

        await OperateAsync(application, arguments => CliProcess.RunAsync(
            ("EIGHTBIT_WEBHOOKS_REDIS", redis.Address), ["deadletters", .. arguments, "--redis-prefix", "acme:"]));

        ((string?)await redis.ExecuteAsync("GET", "acme:{0}:layout")).Should().Be($"version 1, partitions {partitions}");
    }

    [Fact]
    public async Task Where_no_application_has_used_Redis_it_says_so_and_the_application_can_choose_its_partitions_after_it()
    {
        await using var redis = await RedisServer.StartAsync();

        var listed = await CliProcess.RunAsync("deadletters", "list", "--redis", redis.Address, "--redis-prefix", "acme:");

        listed.ExitCode.Should().Be(2);
        listed.Error.Should().Contain("There is no inbox in Redis under 'acme:'");
        await using var application = OnRedis(redis, partitions: 3);
        await application.StartAsync();
    }

    [Fact]
    public async Task A_Redis_that_is_not_there_is_named_without_the_password()
    {
        var listed = await CliProcess.RunAsync("deadletters", "list", "--redis", "127.0.0.1:1,password=hunter2,connectTimeout=100");

        listed.ExitCode.Should().Be(2);
        listed.Error.Should().Contain("127.0.0.1:1").And.Contain("warning:").And.NotContain("hunter2");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_application_that_hangs_is_not_waited_for_for_ever_and_does_nothing_later()
    {
        await using var application = new Target(_folder);
        await application.StartAsync();
        await new Ledger(application.Http).SendUntilAcknowledgedAsync("one", "c1", "needs repair");
        await WhenDeadAsync(application, 1);
        await application.WhenIdleAsync();
        await PauseBetweenWritesAsync(application);

        var replayed = await CliProcess.RunAsync("deadletters", "replay", "1", "--sqlite", application.Database);

        replayed.ExitCode.Should().Be(2);
        replayed.Error.ReplaceLineEndings(" ").Should().Contain("has not answered within 15 seconds").And.Contain("withdrawn: nothing was done");
        await application.SignalAsync("CONT");
        (await CliProcess.RunAsync("deadletters", "replay", "99", "--sqlite", application.Database)).Output.Should().StartWith("99  not found", "it answers again");
        (await application.StateAsync()).DeadLetters.Should().ContainSingle();
    }

    /// <summary>Paused in the middle of a write, it would hold the file's lock, which is another failure.</summary>
    private static async Task PauseBetweenWritesAsync(Target application)
    {
        for (var tries = 0; ; tries++)
        {
            await application.SignalAsync("STOP");
            if (CanWrite(application.Database))
            {
                return;
            }

            tries.Should().BeLessThan(100, "it does not write all the time");
            await application.SignalAsync("CONT");
        }
    }

    private static bool CanWrite(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=1");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
        try
        {
            begin.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == 5) // SQLITE_BUSY
        {
            return false;
        }
    }

    /// <summary>Half of the letters are purged, the other half are processed after a replay; the conversations beside them notice nothing.</summary>
    private static async Task OperateAsync(Target application, Func<string[], Task<CliResult>> run)
    {
        var ledger = new Ledger(application.Http);
        using var stop = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 6).Select(conversation => ledger.ConverseAsync(conversation, stop.Token)).ToList();
        for (var number = 0; number < Letters; number++)
        {
            await ledger.SendUntilAcknowledgedAsync($"dead{number}-0", $"dead{number}", "needs repair");
        }

        await WhenDeadAsync(application, Letters);
        var listed = await run(["list", "--json"]);
        listed.ExitCode.Should().Be(0, listed.Error);
        var ids = System.Text.Json.JsonDocument.Parse(listed.Output).RootElement.GetProperty("letters").EnumerateArray()
            .Select(letter => (Id: letter.GetProperty("id").GetRawText(), Event: letter.GetProperty("event_id").GetString()!)).ToList();
        ids.Should().HaveCount(Letters);
        (await run(["show", ids[0].Id])).Output.Should().Contain(ids[0].Event).And.Contain("WebhookRejectedException: Not repaired yet");
        var purged = await run(["purge", "--yes", .. ids.Take(Letters / 2).Select(letter => letter.Id)]);
        purged.ExitCode.Should().Be(0, purged.Error);
        using (var repaired = await application.Http.PostAsync(new Uri("/repair", UriKind.Relative), null))
        {
            repaired.EnsureSuccessStatusCode();
        }

        var replayed = await run(["replay", "--all", "--yes"]);
        replayed.Output.Should().EndWith($"Replayed {Letters / 2} of {Letters / 2}.\n", replayed.Error);
        var expected = ids.Skip(Letters / 2).Select(letter => letter.Event).ToHashSet();
        var waiting = Stopwatch.StartNew();
        while (!expected.IsSubsetOf(application.Effects().Select(effect => effect.EventId)))
        {
            waiting.Elapsed.Should().BeLessThan(Soon, "what is replayed is processed soon");
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        await Task.WhenAll(senders);
        await application.WhenIdleAsync();
        ledger.Refused.Should().Be(0);
        ledger.Count.Should().BeGreaterThan(Letters + 100, "a test without load proves nothing");
        (await application.StateAsync()).DeadLetters.Should().BeEmpty();
        var done = application.Effects().Select(effect => effect.EventId).Order(StringComparer.Ordinal);
        var meant = ledger.Acknowledged.Except(ids.Take(Letters / 2).Select(letter => letter.Event)).Order(StringComparer.Ordinal);
        done.SequenceEqual(meant).Should().BeTrue("each is handled once, and what was purged never");
    }

    private Target OnRedis(RedisServer redis, int partitions) => new Target(_folder)
        .Set("Target:Inbox", "redis")
        .Set("EightBit:Webhooks:Redis:Configuration", redis.Address)
        .Set("EightBit:Webhooks:Redis:KeyPrefix", "acme:")
        .Set("EightBit:Webhooks:Redis:Partitions", $"{partitions}");

    private static async Task WhenDeadAsync(Target application, int count)
    {
        var waiting = Stopwatch.StartNew();
        while ((await application.StateAsync()).DeadLetters.Count < count)
        {
            waiting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "events die. The output:\n" + application.Output);
            await Task.Delay(20);
        }
    }
}

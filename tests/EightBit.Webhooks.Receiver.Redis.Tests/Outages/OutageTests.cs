using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Outages;

/// <summary>While Redis is away, deliveries are answered 503 in time; when it is back, everything goes on without a restart.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly string[] Durable = ["--appendonly", "yes", "--appendfsync", "always"];

    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.StartAsync(Durable);

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task A_killed_server_comes_back_with_everything_that_was_acknowledged()
    {
        var gate = new Gate();
        await using var app = await RedisApp.StartAsync(
            _redis, webhooks => webhooks.AddHandler<GatedHandler>("*"), builder => builder.Services.AddSingleton(gate));
        (await app.Platform.SendAsync(Payload.MessageReceived("running"))).Result.Should().Be(Answer.Accepted);
        (await app.Platform.SendAsync(Payload.MessageReceived("waiting"))).Result.Should().Be(Answer.Accepted);

        await _redis.KillAsync();
        await ExpectUnavailableAsync(app, "meanwhile");
        gate.Open(); // the handler finishes while there is nowhere to settle
        await app.Journal.WhenAddedAsync();
        await _redis.StartAgainAsync();

        await SendUntilAnsweredAsync(app, "meanwhile");
        await app.Journal.WhenAddedAsync(2);
        await app.WhenIdleAsync();
        app.Journal.Ids.Should().Equal(["running", "waiting", "meanwhile"], "each ran once, and in the order of their conversation");
    }

    [Fact]
    public async Task While_the_server_is_away_the_health_check_says_unhealthy_and_why()
    {
        await using var app = await RedisApp.StartAsync(_redis, builder: builder => builder.Services.AddHealthChecks().AddEightBitWebhooks());
        var health = app.Services.GetRequiredService<HealthCheckService>();
        (await health.CheckHealthAsync()).Status.Should().Be(HealthStatus.Healthy);

        await _redis.KillAsync();

        var report = await health.CheckHealthAsync();
        report.Status.Should().Be(HealthStatus.Unhealthy);
        report.Entries["eightbit-webhooks"].Description.Should().StartWith("The inbox cannot be reached, so deliveries are answered 503: ");
    }

    [Fact]
    public Task A_paused_server() => ExpectRecoveryAsync(() => _redis.SignalAsync("STOP"), () => _redis.SignalAsync("CONT"));

    [Fact]
    public Task A_server_that_sleeps() => ExpectRecoveryAsync(() => _redis.SendAsync("DEBUG SLEEP 3"), () => Task.CompletedTask);

    [Fact]
    public Task A_server_that_pauses_its_clients() => ExpectRecoveryAsync(() => _redis.SendAsync("CLIENT PAUSE 3000 ALL"), () => Task.CompletedTask);

    [Fact]
    public async Task A_cut_connection()
    {
        await using var proxy = new CuttableProxy(_redis.Port);
        await ExpectRecoveryAsync(
            () =>
            {
                proxy.Cut();
                return Task.CompletedTask;
            },
            () =>
            {
                proxy.Mend();
                return Task.CompletedTask;
            },
            proxy.Address);
    }

    [Fact]
    public async Task A_connection_that_hangs()
    {
        await using var proxy = new CuttableProxy(_redis.Port);
        await ExpectRecoveryAsync(
            () =>
            {
                proxy.Hang();
                return Task.CompletedTask;
            },
            () =>
            {
                proxy.Mend();
                return Task.CompletedTask;
            },
            proxy.Address);
    }

    [Fact]
    public async Task A_server_without_memory_takes_nothing_more_but_works_off_what_it_has()
    {
        var gate = new Gate();
        await using var app = await RedisApp.StartAsync(
            _redis, webhooks => webhooks.AddHandler<GatedHandler>("*"), builder => builder.Services.AddSingleton(gate));
        for (var number = 0; number < 20; number++)
        {
            (await app.Platform.SendAsync(Payload.MessageReceived($"before-{number}", $"c-{number % 3}"))).Result.Should().Be(Answer.Accepted);
        }

        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        await ExpectUnavailableAsync(app, "meanwhile");
        app.Log.Ours.Should().Contain(line => line.Exception != null && line.Exception.Message.Contains("has reached maxmemory"));
        gate.Open();
        await app.Journal.WhenAddedAsync(20);
        await app.WhenIdleAsync();

        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        (await app.Platform.SendAsync(Payload.MessageReceived("meanwhile"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();
        app.Journal.Ids.Should().HaveCount(21).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_server_that_has_forgotten_the_scripts_is_told_them_again()
    {
        await using var app = await RedisApp.StartAsync(_redis);
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);

        await _redis.ExecuteAsync("SCRIPT", "FLUSH");

        (await app.Platform.SendAsync(Payload.MessageReceived("after"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync(2);
    }

    [Fact]
    public async Task A_key_that_holds_something_else_is_named_and_nothing_is_half_done()
    {
        await using var app = await RedisApp.StartAsync(_redis);
        await _redis.ExecuteAsync("SET", "eightbit-webhooks:{0}:c://conv-1", "somebody else's");

        var answer = await app.Platform.SendAsync(Payload.MessageReceived("blocked"));

        answer.Result.Should().Be((503, "inbox_unavailable"));
        app.Log.Ours.Select(line => line.Exception?.Message).Should().Contain(message => message != null && message.Contains("Choose another KeyPrefix"));
        (await app.Admin.GetStatisticsAsync()).Pending.Should().Be(0);
        await _redis.ExecuteAsync("DEL", "eightbit-webhooks:{0}:c://conv-1");
        (await app.Platform.SendAsync(Payload.MessageReceived("blocked"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();
    }

    [Fact]
    public async Task A_Redis_that_was_flushed_takes_nothing_until_somebody_has_decided()
    {
        await using (var app = await RedisApp.StartAsync(_redis))
        {
            (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);
            await app.Journal.WhenAddedAsync();

            await _redis.ExecuteAsync("FLUSHALL");

            await ExpectUnavailableAsync(app, "before");
            await ExpectUnavailableAsync(app, "meanwhile");
            app.Log.Ours.Should().Contain(line => line.Exception != null && line.Exception.Message.Contains("is gone or has moved"));
            app.Journal.Ids.Should().Equal("before");
            await using var other = await RedisApp.StartAsync(_redis, settings: new() { ["EightBit:Webhooks:Redis:Partitions"] = "2" });
            await ExpectUnavailableAsync(app, "meanwhile"); // on the empty Redis somebody has begun anew in another way
            await app.App.StopAsync();
        }

        await using var again = await RedisApp.StartAsync(_redis, settings: new() { ["EightBit:Webhooks:Redis:Partitions"] = "2" });
        (await again.Platform.SendAsync(Payload.MessageReceived("meanwhile"))).Result.Should().Be(Answer.Accepted);
        await again.Journal.WhenAddedAsync();
    }

    [Fact]
    public async Task A_shared_connection_that_the_application_has_closed_is_named()
    {
        var shared = await _redis.ConnectAsync();
        await using var app = await TestReceiver.StartAsync(webhooks => webhooks.AddHandler<JournalHandler>("*").UseRedisInbox(
            options => options.UseConnection(() => Task.FromResult<StackExchange.Redis.IConnectionMultiplexer>(shared))));
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);

        await shared.DisposeAsync();

        await ExpectUnavailableAsync(app, "meanwhile");
        app.Log.Ours.Should().Contain(line => line.Exception != null && line.Exception.Message.Contains("has disposed of a connection that it shares"));
    }

    [Fact]
    public async Task A_server_that_keeps_nothing_begins_anew_without_a_restart_of_the_application()
    {
        await using var forgetful = await RedisServer.StartAsync();
        await using var app = await RedisApp.StartAsync(forgetful);
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();

        await forgetful.KillAsync();
        await forgetful.StartAgainAsync();

        await SendUntilAnsweredAsync(app, "after");
        await app.Journal.WhenAddedAsync();
        app.Log.Ours.Should().Contain(line => line.EventId == 509);
    }

    [Fact]
    public async Task With_only_the_ids_in_Redis_deliveries_are_postponed_too_and_taken_once_when_it_is_back()
    {
        await using var app = await TestReceiver.StartAsync(webhooks => webhooks.AddHandler<JournalHandler>("*").UseRedisDeduplication(_redis.Address));
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);

        await _redis.KillAsync();
        await ExpectUnavailableAsync(app, "meanwhile");
        await _redis.StartAgainAsync();

        await SendUntilAnsweredAsync(app, "meanwhile");
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Duplicate);
        await app.Journal.WhenAddedAsync(2);
        app.Journal.Ids.Should().Equal("before", "meanwhile");
    }

    private static async Task ExpectUnavailableAsync(TestReceiver app, string id)
    {
        var sending = System.Diagnostics.Stopwatch.StartNew();
        var answer = await app.Platform.SendAsync(Payload.MessageReceived(id));
        answer.Result.Should().Be((503, "inbox_unavailable"));
        answer.Headers.RetryAfter.Should().NotBeNull();
        sending.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(4), "the platform waits 5 seconds, and the receiver's budget here is 1");
    }

    /// <summary>The platform sends again until it gets a 2xx.</summary>
    private static async Task SendUntilAnsweredAsync(TestReceiver app, string id)
    {
        var sending = System.Diagnostics.Stopwatch.StartNew();
        while ((await app.Platform.SendAsync(Payload.MessageReceived(id))).Status != 200)
        {
            sending.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "deliveries are taken again. The log:\n{0}", string.Join("\n", app.Log.Ours));
            await Task.Delay(50);
        }
    }

    private async Task ExpectRecoveryAsync(Func<Task> begin, Func<Task> end, string? address = null)
    {
        await using var app = await RedisApp.StartAsync(address ?? _redis.Address);
        (await app.Platform.SendAsync(Payload.MessageReceived("before"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();

        await begin();
        await ExpectUnavailableAsync(app, "meanwhile");
        await end();

        await SendUntilAnsweredAsync(app, "meanwhile");
        await SendUntilAnsweredAsync(app, "after");
        await app.Journal.WhenAddedAsync(2);
        await app.WhenIdleAsync();
        app.Journal.Ids.Should().Equal("before", "meanwhile", "after");
    }
}

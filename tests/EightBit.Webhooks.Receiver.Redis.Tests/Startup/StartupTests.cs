using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Redis.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Startup;

/// <summary>An application with a Redis that it cannot use does not start, and says what to do.</summary>
public sealed class StartupTests
{
    private static readonly string[] Fsynced = ["--appendonly", "yes", "--appendfsync", "always"];

    [Fact]
    public async Task Without_the_password_it_says_so()
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", "right");

        (await FailureAsync(redis.Address + ",connectTimeout=500")).Should().Contain("asks for a password, and none is configured");
        (await FailureAsync(redis.Address + ",password=wrong")).Should().Contain("refuses the user name or password").And.NotContain("wrong,");
        await using var app = await RedisApp.StartAsync(redis.Address + ",password=right");
        app.Log.Ours.Should().NotContain(line => line.Message.Contains("right"));
    }

    /// <summary>The rights that `docs/redis.md` gives.</summary>
    [Fact]
    public async Task The_documented_rights_are_enough()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await redis.ExecuteAsync(
            "ACL", "SETUSER", "webhooks", "on", ">pw", "~eightbit-webhooks:*", "&eightbit-webhooks:*", "+@read", "+@write", "+@scripting", "+@pubsub",
            "+@connection", "+info", "+time", "+wait", "+config|get");

        await using var app = await RedisApp.StartAsync(redis.Address + ",user=webhooks,password=pw");
        (await app.Platform.SendAsync(Payload.MessageReceived("one"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();
        await app.WhenIdleAsync();
    }

    [Fact]
    public async Task A_right_that_is_missing_is_named()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.ExecuteAsync("ACL", "SETUSER", "webhooks", "on", ">pw", "~other:*", "&*", "+@all");

        (await FailureAsync(redis.Address + ",user=webhooks,password=pw")).Should().Contain("has not the rights it needs");
    }

    /// <summary>They are called after others have changed something: without them, events would be lost in between.</summary>
    [Theory]
    [InlineData("RENAME")]
    [InlineData("HSET")]
    [InlineData("PUBLISH")]
    public async Task A_command_of_the_scripts_that_is_denied_is_named(string command)
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.ExecuteAsync("ACL", "SETUSER", "webhooks", "on", ">pw", "~*", "&*", "+@all", $"-{command}");

        var failure = await FailureAsync(redis.Address + ",user=webhooks,password=pw");

        failure.Should().Contain($"refuses commands that are needed: {command} (").And.Contain("denied to the user (ACL)");
    }

    [Fact]
    public async Task Commands_of_the_scripts_that_are_renamed_or_disabled_are_named()
    {
        await using var redis = await RedisServer.StartAsync("--rename-command", "ZREM", "ZREM2", "--rename-command", "DEL", "");

        (await FailureAsync(redis.Address)).Should().Contain("refuses commands that are needed: DEL, ZREM (").And.Contain("rename-command");
    }

    [Fact]
    public async Task With_only_the_ids_in_Redis_commands_that_only_the_inbox_needs_may_be_denied()
    {
        await using var redis = await RedisServer.StartAsync("--rename-command", "RENAME", "");

        await using var app = await TestReceiver.StartAsync(webhooks => webhooks.AddHandler<JournalHandler>("*").UseRedisDeduplication(redis.Address));
        (await app.Platform.SendAsync(Payload.MessageReceived("one"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();
    }

    /// <summary>Without it, deliveries would all be answered 503.</summary>
    [Fact]
    public async Task Without_WAIT_replicated_events_cannot_be_confirmed_and_the_start_says_so()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.ExecuteAsync("ACL", "SETUSER", "webhooks", "on", ">pw", "~*", "&*", "+@all", "-wait");

        (await FailureAsync(redis.Address + ",user=webhooks,password=pw", ("Durability", "Replicated"))).Should().Contain("has not the rights it needs").And.Contain("+wait");
    }

    [Fact]
    public async Task Without_SUBSCRIBE_the_start_says_so()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.ExecuteAsync("ACL", "SETUSER", "webhooks", "on", ">pw", "~*", "&*", "+@all", "-subscribe");

        (await FailureAsync(redis.Address + ",user=webhooks,password=pw")).Should().Contain("has not the rights it needs").And.Contain("+@pubsub");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_waited_for_and_then_named()
    {
        var failure = await FailureAsync("127.0.0.1:1", ("StartupTimeout", "00:00:00.5"));

        failure.Should().Contain("cannot be reached").And.Contain("127.0.0.1:1");
    }

    [Fact]
    public async Task Where_only_one_side_speaks_TLS_the_failure_says_which_option_decides_that()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=redis", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var folder = Directory.CreateTempSubdirectory("eightbit-tls-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        var port = RedisServer.FindFreePort();
        await using var redis = await RedisServer.StartAsync(
            "--tls-port", $"{port}", "--tls-cert-file", Path.Combine(folder.FullName, "cert.pem"), "--tls-key-file", Path.Combine(folder.FullName, "key.pem"),
            "--tls-ca-cert-file", Path.Combine(folder.FullName, "cert.pem"), "--tls-auth-clients", "no");

        (await FailureAsync($"127.0.0.1:{port},connectTimeout=1000", ("StartupTimeout", "00:00:00.5"))).Should().Contain("add 'ssl=true'");
        (await FailureAsync(redis.Address + ",ssl=true,connectTimeout=1000", ("StartupTimeout", "00:00:00.5"))).Should().Contain("if it does not, leave that out");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_replica_is_refused()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", $"127.0.0.1 {primary.Port}");

        (await FailureAsync(replica.Address, ("StartupTimeout", "00:00:00.5"))).Should().Contain("read-only replica").And.Contain("Configure the primary");
    }

    [Fact]
    public async Task A_server_that_evicts_events_is_refused()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru");

        (await FailureAsync(redis.Address)).Should().Contain("maxmemory-policy allkeys-lru").And.Contain("noeviction");
    }

    [Fact]
    public async Task A_server_that_evicts_ids_is_worth_a_warning()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "100mb", "--maxmemory-policy", "volatile-ttl");
        await using var app = await RedisApp.StartAsync(redis);

        app.Log.Ours.Should().ContainSingle(line => line.EventId == 501).Which.Message.Should().Contain("forgets remembered ids");
    }

    [Theory]
    [InlineData("no", "everysec", "noeviction")]
    [InlineData("yes", "everysec", "noeviction")]
    [InlineData("yes", "always", "volatile-lru")]
    public async Task LocalFsync_is_refused_by_a_server_that_does_not_offer_it(string appendOnly, string fsync, string policy)
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", appendOnly, "--appendfsync", fsync, "--maxmemory-policy", policy);

        var failure = await FailureAsync(redis.Address, ("Durability", "LocalFsync"));

        failure.Should().Contain($"appendonly {appendOnly}, appendfsync {fsync}, maxmemory-policy {policy}").And.Contain("Change the server's settings");
    }

    [Fact]
    public async Task LocalFsync_is_refused_by_a_server_that_does_not_say()
    {
        await using var redis = await RedisServer.StartAsync([.. Fsynced, "--rename-command", "CONFIG", ""]);

        (await FailureAsync(redis.Address, ("Durability", "LocalFsync"))).Should().Contain("appendfsync unknown, since CONFIG is not allowed");
        await using var app = await RedisApp.StartAsync(redis);
    }

    [Theory]
    [InlineData("always", "LocalFsync", "on Redis' disk")]
    [InlineData("always", "AsOffered", "on Redis' disk")]
    [InlineData("everysec", "AsOffered", "about the last second")]
    [InlineData("everysec", "Memory", "in Redis' memory, and lost with it, as configured")]
    [InlineData("everysec", "Replicated", "in the memory of 1 replica(s) too")]
    public async Task What_may_be_lost_is_logged(string fsync, string durability, string sentence)
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", fsync);
        await using var app = await RedisApp.StartAsync(redis, settings: new() { ["EightBit:Webhooks:Redis:Durability"] = durability });

        app.Log.Ours.Should().ContainSingle(line => line.EventId == 500).Which.Message.Should().Contain(sentence);
        app.Log.Ours.Count(line => line.EventId == 501).Should().Be(durability == "Replicated" ? 1 : 0, "only there something is missing: the replica");
    }

    [Fact]
    public async Task A_server_without_an_append_only_file_is_worth_a_warning_unless_that_is_meant()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var unaware = await RedisApp.StartAsync(redis);
        await using var aware = await RedisApp.StartAsync(redis, settings: new() { ["EightBit:Webhooks:Redis:Durability"] = "Memory" });

        unaware.Log.Ours.Should().ContainSingle(line => line.EventId == 501).Which.Message.Should().Contain("Set appendonly yes");
        aware.Log.Ours.Should().NotContain(line => line.EventId == 501);
    }

    [Fact]
    public async Task Nodes_that_disagree_on_the_partitions_do_not_start_beside_each_other()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var app = await RedisApp.StartAsync(redis, settings: new() { ["EightBit:Webhooks:Redis:Partitions"] = "4" });

        (await FailureAsync(redis.Address)).Should().Contain("partitions 4").And.Contain("partitions 1").And.Contain("let the inbox run empty");
    }

    [Fact]
    public void A_server_that_is_too_old_is_refused()
    {
        var facts = new Connecting.ServerFacts
        {
            EndPoint = "old:6379",
            RunId = "",
            SkipsFsyncOnRewrite = false,
            Version = new(5, 0, 14),
            AppendOnly = true,
            AppendFsync = "always",
            MaxMemory = 0,
            MaxMemoryPolicy = "noeviction",
            Replicas = 0,
        };

        facts.Invoking(old => old.ThrowIfUnfit(new RedisWebhooksOptions()))
            .Should().Throw<RedisInboxException>().WithMessage("*old:6379 has version 5.0.14, and 6.2 or later is needed*");
    }

    [Fact]
    public async Task Options_beyond_their_bounds_are_named_with_their_keys()
    {
        var failure = await FailureAsync("127.0.0.1:1", ("Partitions", "0"), ("KeyPrefix", " "), ("MaxPendingEvents", "0"));

        failure.Should().Contain("EightBit:Webhooks:Redis:Partitions is 0").And.Contain("KeyPrefix is empty").And.Contain("MaxPendingEvents is 0");
    }

    [Fact]
    public async Task Without_any_connection_it_says_where_to_put_one()
    {
        var failure = await FailureAsync(webhooks => webhooks.UseRedisInbox());

        failure.Should().Contain("No Redis connection is configured").And.Contain("EightBit:Webhooks:Redis:Configuration");
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_does_not_get_into_a_message()
    {
        var failure = await FailureAsync("host:port:6379:,password=topsecret,nonsense=1");

        failure.Should().NotContain("topsecret");
    }

    [Theory]
    [InlineData("redis://:hunter2@127.0.0.1:1")]
    [InlineData("rediss://user:hunter2@redis.example.com")]
    [InlineData("127.0.0.1:1,password=s3cr3t,hunter2")]
    public async Task A_password_in_the_wrong_place_does_not_get_into_a_message(string configuration)
    {
        var failure = await FailureAsync(configuration, ("StartupTimeout", "00:00:00.5"));

        failure.Should().NotContain("hunter2").And.NotContain("s3cr3t");
    }

    [Fact]
    public async Task A_URI_is_refused_and_how_it_is_written_is_said()
        => (await FailureAsync("redis://:hunter2@127.0.0.1:1")).Should().Contain("is written as a URI").And.Contain("host:port,");

    [Fact]
    public async Task A_shared_connection_whose_configuration_cannot_be_read_again_is_used()
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", "s3cr3t,ssl=maybe");
        await using var shared = await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions { EndPoints = { redis.Address }, Password = "s3cr3t,ssl=maybe" });
        await using var app = await TestReceiver.StartAsync(webhooks => webhooks.AddHandler<JournalHandler>("*").UseRedisInbox(
            options => options.UseConnection(() => Task.FromResult<IConnectionMultiplexer>(shared))));

        (await app.Platform.SendAsync(Payload.MessageReceived("one"))).Result.Should().Be(Answer.Accepted);
        await app.Journal.WhenAddedAsync();
    }

    [Fact]
    public async Task A_command_that_the_client_leaves_out_is_unknown_or_named()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes");
        await using var app = await RedisApp.StartAsync(redis.Address + ",$CONFIG=");

        app.Log.Ours.Should().ContainSingle(line => line.EventId == 500).Which.Message.Should().Contain("CONFIG is not allowed");
        (await FailureAsync(redis.Address + ",$INFO=,$EVAL=,$EVALSHA=")).Should().Contain("$COMMAND=");
    }

    [Theory]
    [InlineData("shop{1}:")]
    [InlineData("shop}")]
    public async Task Braces_in_the_prefix_are_refused(string prefix)
    {
        await using var redis = await RedisServer.StartAsync();

        (await FailureAsync(redis.Address, ("KeyPrefix", prefix))).Should().Contain("has braces in it");
    }

    [Fact]
    public async Task Times_that_were_meant_to_be_seconds_are_refused()
    {
        var failure = await FailureAsync("127.0.0.1:1", ("StartupTimeout", "15"), ("ReplicationTimeout", "2"));

        failure.Should().Contain("StartupTimeout is 15.00:00:00, but can be 00:10:00 at most").And.Contain("ReplicationTimeout is 2.00:00:00")
            .And.Contain("means days");
    }

    [Fact]
    public async Task The_start_waits_no_longer_than_it_was_told()
    {
        var starting = System.Diagnostics.Stopwatch.StartNew();
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start(); // connects, and never says a word

        var failure = await FailureAsync($"127.0.0.1:{((System.Net.IPEndPoint)silent.LocalEndpoint).Port},connectTimeout=20000", ("StartupTimeout", "00:00:01"));

        failure.Should().Contain("cannot be reached");
        starting.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task With_only_the_ids_in_Redis_it_does_not_speak_of_events()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var app = await TestReceiver.StartAsync(webhooks => webhooks.AddHandler<JournalHandler>("*").UseRedisDeduplication(redis.Address));

        app.Log.Ours.Should().ContainSingle(line => line.EventId == 500).Which.Message.Should().Contain("Only ids are remembered");
        app.Log.Ours.Should().NotContain(line => line.EventId == 501 || (line.EventId == 500 && line.Message.Contains("acknowledged")));
    }

    [Fact]
    public async Task With_no_arguments_it_takes_what_the_application_gave_its_cache()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var app = await TestReceiver.StartAsync(
            webhooks => webhooks.AddHandler<JournalHandler>("*").UseRedisInbox(),
            builder => builder.Services.AddStackExchangeRedisCache(cache =>
            {
                cache.Configuration = redis.Address;
                cache.InstanceName = "shop:";
            }));

        (await app.Platform.SendAsync(Payload.MessageReceived("one"))).Result.Should().Be(Answer.Accepted);

        (await TestKeys.ListAsync(redis.Address, "")).Should().Contain("shop:eightbit-webhooks:{0}:id://one");
    }

    [Fact]
    public async Task A_connection_that_the_application_has_is_used_and_left_open()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var shared = await redis.ConnectAsync(",channelPrefix=eightbit-");
        await using (var app = await TestReceiver.StartAsync(
            webhooks => webhooks.AddHandler<JournalHandler>("*").UseRedisInbox(),
            builder => builder.Services.AddStackExchangeRedisCache(
                cache => cache.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(shared))))
        {
            (await app.Platform.SendAsync(Payload.MessageReceived("one"))).Result.Should().Be(Answer.Accepted);
            await app.Journal.WhenAddedAsync();
            await app.App.StopAsync();
        }

        shared.IsConnected.Should().BeTrue();
    }

    [Fact]
    public async Task Replicas_are_not_waited_for_on_a_connection_that_others_use()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var shared = await redis.ConnectAsync();

        var failure = await FailureAsync(webhooks => webhooks.UseRedisInbox(options =>
        {
            options.UseConnection(() => Task.FromResult<IConnectionMultiplexer>(shared));
            options.Durability = RedisDurability.Replicated;
        }));

        failure.Should().Contain("needs a connection of its own");
    }

    [Fact]
    public void Two_inboxes_are_refused()
    {
        var twice = () => new ServiceCollection().AddEightBitWebhooks().UseRedisInbox("a").UseInMemoryInbox();

        twice.Should().Throw<InvalidOperationException>().WithMessage("*chosen twice*RedisInbox*");
    }

    private static Task<string> FailureAsync(string address, params (string Key, string Value)[] settings)
        => FailureAsync(webhooks => webhooks.UseRedisInbox(address), settings);

    private static async Task<string> FailureAsync(
        Action<Configuration.IEightBitWebhooksBuilder> receiver, params (string Key, string Value)[] settings)
    {
        var starting = async () =>
        {
            await using var app = await TestReceiver.StartAsync(
                webhooks => receiver(webhooks.AddHandler<JournalHandler>("*")),
                settings: settings.ToDictionary(setting => $"EightBit:Webhooks:Redis:{setting.Key}", setting => (string?)setting.Value));
        };
        return (await starting.Should().ThrowAsync<Exception>()).Which switch
        {
            RedisInboxException exception => exception.Message,
            OptionsValidationException exception => exception.Message,
            var other => throw new InvalidOperationException("Not a failure that we explain.", other),
        };
    }
}

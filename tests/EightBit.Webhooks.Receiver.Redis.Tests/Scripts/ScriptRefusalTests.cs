using StackExchange.Redis;

namespace EightBit.Webhooks.Receiver.Redis.Tests.Scripts;

/// <summary>A script does all that it has to do, or nothing, whatever is refused to it. Redis does not roll back.</summary>
public sealed class ScriptRefusalTests : IClassFixture<ScriptRefusalTests.Fixture>
{
    private static readonly Dictionary<string, RedisValue[][]> Calls = new()
    {
        ["Accept"] =
        [
            [100, 10_000, 0, "//9", 60_000, "//a", "{}", "body", ""],
            [100, 10_000, 0, "//10", 60_000, "", "{}", "body", ""],
            [100, 10_000, 0, "//11", 60_000, "//new", "{}", "body", ""],
        ],
        ["Claim"] = [[10, 60_000, 777, 1_000_000], [1, 60_000, 777, 1_000_000]],
        ["Mend"] = [[]],
        ["WatchNumber"] = [[100]],
        ["ReturnUnanswered"] = [[1234, 0]],
        ["Renew"] = [[60_000, 1, 1234, 3, 1234]],
        ["Complete"] = [[1, 1234, ""], [3, 1234, ""]],
        ["Announce"] = [["set", "[]", 60_000, "v2", 1], ["other", "[]", 60_000, "v2", 1]],
        ["Settle"] =
        [
            [1, 1234, "handed over", "[\"Done\"]", "", "", 60_000, ""],
            [1, 1234, "abandoned", "[\"Done\"]", "", "", 0, ""],
            [1, 1234, "retry", "[\"Done\"]", "", "later", 60_000, ""],
            [1, 1234, "dead", "[\"Done\"]", "[\"Failed\"]", "no", 1, "v1"],
        ],
        ["Confirm"] = [[5, "//1"]],
        ["Statistics"] = [[]],
        ["ListDead"] = [[0, 10, "all"], [0, 10, "of", ""]],
        ["ReadDead"] = [[1_000_000, 4]],
        ["ListRetries"] = [["-inf", 0, 10, "all"], ["-inf", 0, 10, "of", ""]],
        ["ReadHeld"] = [[1_000_000, "numbers", 1, 4, 6], [1_000_000, "id", "//1"]],
        ["Replay"] = [[4, 100, 10_000]],
        ["Purge"] = [[4]],
        ["PurgeOld"] = [[0, 10]],
        ["ClaimId"] = [["//12", 5, 60_000]],
        ["CompleteId"] = [["//inline", 1234, 60_000]],
        ["ReleaseId"] = [["//inline", 1234]],
        ["CheckCommands"] = [[]],
    };

    private readonly Fixture _fixture;

    public ScriptRefusalTests(Fixture fixture) => _fixture = fixture;

    private ScriptBench Bench => _fixture.Bench;

    public static TheoryData<string> Scripts => new(ScriptBench.ScriptNames);

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_to_which_any_command_is_refused_changes_nothing_or_does_all(string script)
    {
        var commands = await Bench.CommandsOfAsync(script);
        commands.Should().NotBeEmpty();
        foreach (var command in commands)
        {
            await ExpectAllOrNothingAsync(script, $"{command} is denied", () => Bench.SetUserAsync("-" + command), () => Bench.SetUserAsync("+" + command));
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task Without_memory_a_script_changes_nothing_or_does_all(string script)
        => ExpectAllOrNothingAsync(script, "there is no memory", () => ConfigureAsync("maxmemory", "1"), () => ConfigureAsync("maxmemory", "0"));

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task Without_enough_replicas_a_script_changes_nothing_or_does_all(string script)
        => ExpectAllOrNothingAsync(
            script, "replicas are missing", () => ConfigureAsync("min-replicas-to-write", "1"), () => ConfigureAsync("min-replicas-to-write", "0"));

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_that_fails_since_any_key_holds_something_else_changes_nothing(string script)
    {
        foreach (var call in Calls[script])
        {
            await Bench.RestoreAsync();
            var keys = await KeysAsync();
            (await Bench.FailsAsync(script, call)).Should().BeFalse();
            foreach (var key in keys.Union(await KeysAsync()).Where(key => key != ScriptBench.Prefix + "layout"))
            {
                foreach (var isText in new[] { true, false })
                {
                    await Bench.RestoreAsync();
                    await Bench.Database.KeyDeleteAsync(key);
                    await (isText ? Bench.Database.StringSetAsync(key, "somebody else's") : Bench.Database.SetAddAsync(key, "somebody else's"));
                    var before = await Bench.StateAsync();
                    if (await Bench.FailsAsync(script, call))
                    {
                        (await Bench.StateAsync()).Should().Be(before, $"{script} ({string.Join(" ", call)}) has failed, since {key} is no longer ours");
                    }
                }
            }
        }
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var key in Bench.Server.KeysAsync())
        {
            keys.Add(key!);
        }

        return keys;
    }

    private async Task ExpectAllOrNothingAsync(string script, string because, Func<Task> refuse, Func<Task> allow)
    {
        Calls.Should().ContainKey(script, "each script is tried");
        foreach (var call in Calls[script])
        {
            await Bench.RestoreAsync();
            var before = await Bench.StateAsync();
            (await Bench.FailsAsync(script, call)).Should().BeFalse($"{script} ({string.Join(" ", call)}) does what it has to do");
            var done = await Bench.StateAsync();

            await Bench.RestoreAsync();
            await refuse();
            var fails = await Bench.FailsAsync(script, call);
            await allow();
            (await Bench.StateAsync()).Should().Be(fails ? before : done, $"{because}, and {script} ({string.Join(" ", call)}) {(fails ? "has failed" : "has not failed")}");
        }
    }

    private async Task ConfigureAsync(string setting, string value) => await Bench.Server.ExecuteAsync("CONFIG", "SET", setting, value);

    public sealed class Fixture : IAsyncLifetime
    {
        internal ScriptBench Bench { get; private set; } = null!;

        public async Task InitializeAsync() => Bench = await ScriptBench.StartAsync();

        public async Task DisposeAsync() => await Bench.DisposeAsync();
    }
}

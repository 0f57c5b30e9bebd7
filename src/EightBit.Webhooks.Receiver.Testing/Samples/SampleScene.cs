using System.Text.Json.Nodes;

namespace EightBit.Webhooks.Receiver.Testing.Samples;

/// <summary>Who talks to which agent, where and when: what the templates fill their fields from.</summary>
internal sealed class SampleScene
{
    private readonly SampleIds _ids;
    private readonly TimeProvider _time;

    public SampleScene(SampleIds ids, Random random, TimeProvider time, SampleCast cast)
    {
        _ids = ids;
        _time = time;
        Random = random;
        Cast = cast;
    }

    /// <summary>Chooses contents, never ids.</summary>
    public Random Random { get; }

    public SampleCast Cast { get; }

    public JsonNode Now => JsonValue.Create(_time.GetUtcNow());

    public string NewId(string what) => _ids.Next(what);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Random.Next(choices.Length)];

    public int Between(int least, int most) => Random.Next(least, most + 1);

    /// <summary>A whole conversation's cast, drawn by chance.</summary>
    public static SampleCast DrawCast(SampleIds ids, Random random)
    {
        var user = SampleCast.Users[random.Next(SampleCast.Users.Length)];
        var agent = SampleCast.Agents[random.Next(SampleCast.Agents.Length)];
        return new SampleCast(
            ids.Next("conv"), ids.Next("sess"), "acct_northwind", user, agent, SampleCast.Channels[random.Next(SampleCast.Channels.Length)]);
    }
}

using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using EightBit.Webhooks.Receiver.Envelopes;

namespace Micro;

/// <summary>Finding id, type, time and conversation in a body, beside building a document, and beside walking over its tokens.</summary>
[MemoryDiagnoser]
public class EnvelopeBenchmarks
{
    private byte[] _body = [];

    [Params(256, 1024, 16 * 1024, 256 * 1024)]
    public int BodyBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        const string Start = """{"id":"evt_0123456789","type":"message.received","created_at":"2026-01-01T00:00:00Z","data":{"conversation_id":"conv_1","user_id":"ada","content":" """;
        _body = Encoding.UTF8.GetBytes(Start + new string('x', BodyBytes - Start.Length - 3) + "\"}}");
        if (Envelope() != Document())
        {
            throw new InvalidOperationException("The two ways read different things.");
        }
    }

    [Benchmark(Baseline = true)]
    public int BareWalk()
    {
        var reader = new Utf8JsonReader(_body);
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    [Benchmark]
    public (string Id, string Type, DateTimeOffset? CreatedAt, string? Conversation) Envelope()
        => EnvelopeReader.TryRead(_body, out var envelope, out var problem)
            ? (envelope.Id, envelope.Type, envelope.CreatedAt, envelope.ConversationId)
            : throw new InvalidOperationException(problem);

    [Benchmark]
    public (string Id, string Type, DateTimeOffset? CreatedAt, string? Conversation) Document()
    {
        using var document = JsonDocument.Parse(_body);
        var root = document.RootElement;
        return (
            root.GetProperty("id").GetString()!,
            root.GetProperty("type").GetString()!,
            root.GetProperty("created_at").GetDateTimeOffset(),
            root.GetProperty("data").GetProperty("conversation_id").GetString());
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Fuzz.Mutating;
using Fuzz.Targets.Requests;

namespace EightBit.Webhooks.Receiver.FuzzTests.Targets;

/// <summary>A fuzzer whose inputs all end at the first check would find nothing, and say so with a good conscience.</summary>
public sealed partial class RequestCorpusTests
{
    [Fact]
    public async Task Requests_of_the_corpus_get_every_answer_that_a_sender_can_cause()
    {
        await using var application = await FuzzedApplication.StartAsync();
        var codes = new HashSet<string>();

        foreach (var input in SeedCorpus.Of("request"))
        {
            var answers = Encoding.Latin1.GetString(await application.ExchangeAsync(HostileRequest.Of(input, ["POST /in HTTP/1.1\r\nHost: a"])));
            codes.UnionWith(Code().Matches(answers).Select(match => match.Groups[1].Value));
        }

        codes.Should().Contain(
        [
            "accepted", "duplicate", "signature_missing", "signature_malformed", "signature_mismatch", "timestamp_missing", "timestamp_malformed",
            "timestamp_stale", "timestamp_in_future", "event_expired", "malformed_payload", "body_too_large", "method_not_allowed", "payload_unreadable",
            "event_type_mismatch",
        ]);
    }

    [GeneratedRegex("""
        "code":"(\w+)"
        """)]
    private static partial Regex Code();
}

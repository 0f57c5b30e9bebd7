using System.Globalization;
using System.Text;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Receiving;

/// <summary>Each row of the table of answers.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private TestReceiver _receiver = null!;

    private Sender Platform => _receiver.Platform;

    public async Task InitializeAsync() => _receiver = await TestReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task A_signed_delivery_is_accepted_and_handled()
    {
        var answer = await Platform.SendAsync(Payload.MessageReceived("evt-1", content: "hi"));

        answer.Result.Should().Be(Answer.Accepted);
        answer.MediaType.Should().Be("application/json");
        await _receiver.Journal.WhenAddedAsync();
        var handled = _receiver.Journal.Events.Should().ContainSingle().Subject;
        handled.Id.Should().Be("evt-1");
        handled.Type.Should().Be("message.received");
        Encoding.UTF8.GetString(handled.RawData.Span).Should().Be("""{"conversation_id":"conv-1","content":"hi"}""");
    }

    [Fact]
    public async Task A_duplicate_delivery_is_answered_200_and_handled_once()
    {
        (await Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Accepted);
        (await Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Duplicate);
        (await Platform.SendAsync(Payload.MessageReceived("evt-2"))).Result.Should().Be(Answer.Accepted);

        await _receiver.Journal.WhenAddedAsync(2);
        _receiver.Journal.Ids.Should().Equal("evt-1", "evt-2");
    }

    [Fact]
    public async Task The_id_header_is_no_deduplication_key()
    {
        // It is not signed: with it as the key, a captured delivery could be sent again under a new id.
        await Platform.SendAsync(Payload.MessageReceived("evt-1"), change: request => request.Headers.Add("X-8bit-Event-Id", "a"));
        var replay = await Platform.SendAsync(
            Payload.MessageReceived("evt-1"), change: request => request.Headers.Add("X-8bit-Event-Id", "b"));

        replay.Result.Should().Be(Answer.Duplicate);
        await _receiver.Journal.WhenAddedAsync();
        _receiver.Journal.Events.Should().ContainSingle().Which.Delivery.EventIdHeader.Should().Be("a");
    }

    public static readonly TheoryData<string, string?, string> BadSignatures = new()
    {
        { "none", null, "signature_missing" },
        { "empty", "", "signature_missing" },
        { "another secret", Sign(Sender.OtherSecret), "signature_mismatch" },
        { "valid, then junk", Sign(Sender.Secret) + "zz", "signature_malformed" },
        { "valid, twice", Sign(Sender.Secret) + "," + Sign(Sender.Secret), "signature_malformed" },
        { "truncated", Sign(Sender.Secret)[..62], "signature_malformed" },
        { "base64", Convert.ToBase64String(Convert.FromHexString(Sign(Sender.Secret))), "signature_malformed" },
        { "wrong algorithm", "sha1=" + Sign(Sender.Secret), "signature_malformed" },
        { "all zero", new string('0', 64), "signature_mismatch" },
    };

    [Theory]
    [MemberData(nameof(BadSignatures))]
    public async Task A_bad_signature_is_refused(string what, string? signature, string code)
    {
        var answer = await Platform.SendAsync(Body, change: request =>
        {
            request.Headers.Remove(WebhookHeaders.Signature);
            if (signature is not null)
            {
                request.Headers.TryAddWithoutValidation(WebhookHeaders.Signature, signature);
            }
        });

        answer.Result.Should().Be((401, code), what);
        answer.MediaType.Should().Be("application/problem+json");
        answer.Headers.WwwAuthenticate.Should().NotBeEmpty();
        _receiver.Journal.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_signature_headers_are_refused_even_if_one_is_valid()
    {
        var answer = await Platform.SendAsync(
            Body, change: request => request.Headers.Add(WebhookHeaders.Signature, Sign(Sender.OtherSecret)));

        answer.Result.Should().Be((401, "signature_malformed"));
    }

    [Theory]
    [InlineData("sha256=")]
    [InlineData("")]
    public async Task The_prefix_and_the_letter_case_of_the_signature_make_no_difference(string prefix)
    {
        var answer = await Platform.SendAsync(Body, change: request =>
        {
            request.Headers.Remove(WebhookHeaders.Signature);
            request.Headers.Add(WebhookHeaders.Signature, prefix + Sign(Sender.Secret).ToUpperInvariant());
        });

        answer.Result.Should().Be(Answer.Accepted);
    }

    [Fact]
    public async Task A_body_changed_by_one_bit_is_refused()
    {
        var signature = Sign(Sender.Secret);
        var changed = (byte[])Body.Clone();
        changed[10] ^= 1;

        var answer = await Platform.SendAsync(changed, change: request =>
        {
            request.Headers.Remove(WebhookHeaders.Signature);
            request.Headers.Add(WebhookHeaders.Signature, signature);
        });

        answer.Result.Should().Be((401, "signature_mismatch"));
    }

    public static readonly TheoryData<string?, string> BadTimestamps = new()
    {
        { null, "timestamp_missing" },
        { "", "timestamp_missing" },
        { "soon", "timestamp_malformed" },
        { "-1", "timestamp_malformed" },
        { "+1790000000", "timestamp_malformed" },
        { "1.79e9", "timestamp_malformed" },
        { "99999999999999999999999999", "timestamp_malformed" },
        { "9223372036854775807", "timestamp_malformed" },
        { "0", "timestamp_stale" },
    };

    [Theory]
    [MemberData(nameof(BadTimestamps))]
    public Task A_bad_timestamp_is_refused(string? timestamp, string code) => IsRefusedAsync(timestamp, code);

    [Theory]
    [InlineData(-6, "timestamp_stale")]
    [InlineData(6, "timestamp_in_future")]
    public Task A_timestamp_beyond_the_tolerance_is_refused(int minutes, string code) => IsRefusedAsync(Unix(TimeSpan.FromMinutes(minutes)), code);

    private async Task IsRefusedAsync(string? timestamp, string code)
    {
        var answer = await Platform.SendAsync(Body, change: request =>
        {
            request.Headers.Remove("X-8bit-Timestamp");
            if (timestamp is not null)
            {
                request.Headers.TryAddWithoutValidation("X-8bit-Timestamp", timestamp);
            }
        });

        answer.Result.Should().Be((401, code));
        _receiver.Journal.Events.Should().BeEmpty();
    }

    [Fact]
    public async Task A_bad_timestamp_matters_only_once_the_signature_is_valid()
    {
        var answer = await Platform.SendAsync(Body, secret: Sender.OtherSecret, sentAt: DateTimeOffset.UnixEpoch);

        answer.Result.Should().Be((401, "signature_mismatch"));
    }

    [Fact]
    public async Task A_timestamp_in_milliseconds_is_understood()
    {
        var milliseconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var answer = await Platform.SendAsync(Body, change: request =>
        {
            request.Headers.Remove("X-8bit-Timestamp");
            request.Headers.Add("X-8bit-Timestamp", milliseconds);
        });

        answer.Result.Should().Be(Answer.Accepted);
    }

    [Fact]
    public async Task A_stale_but_validly_signed_delivery_is_logged_with_its_age_and_the_option_to_raise()
    {
        await Platform.SendAsync(Body, sentAt: DateTimeOffset.UtcNow.AddMinutes(-21));

        var line = await _receiver.Log.WhenAsync(111);
        line.Level.Should().Be(LogLevel.Warning);
        line.Message.Should().Contain("evt-body (message.received)").And.Contain("timestamp_stale").And.Contain("validly signed").And.Contain("00:21:").And.Contain("raise TimestampTolerance");
    }

    [Fact]
    public async Task An_event_older_than_the_retention_is_refused_however_fresh_the_header()
    {
        var old = Payload.Event("evt-old", "message.received", createdAt: DateTimeOffset.UtcNow.AddDays(-3).AddMinutes(-1));

        (await Platform.SendAsync(old)).Result.Should().Be((401, "event_expired"));
    }

    [Fact]
    public async Task An_event_just_within_the_retention_is_accepted()
    {
        var old = Payload.Event("evt-old", "message.received", createdAt: DateTimeOffset.UtcNow.AddDays(-3).AddMinutes(1));

        (await Platform.SendAsync(old)).Result.Should().Be(Answer.Accepted);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"id\":\"a\"}")]
    [InlineData("{\"type\":\"a.b\"}")]
    [InlineData("{\"id\":\"\",\"type\":\"a.b\"}")]
    [InlineData("{\"id\":null,\"type\":\"a.b\"}")]
    [InlineData("{\"id\":{},\"type\":\"a.b\"}")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\",\"type\":\"a.b\"}")]
    [InlineData("{\"id\":\"a\",\"\\u0069d\":\"b\",\"type\":\"a.b\"}")]
    [InlineData("{\"id\":\"a\\nb\",\"type\":\"a.b\"}")]
    [InlineData("{\"id\":\"a\",\"type\":\"a.b\"} trailing")]
    [InlineData("{\"id\":\"a\",\"type\":\"a.b\",}")]
    [InlineData("{\"id\":\"\\ud800\",\"type\":\"a.b\"}")]
    public async Task A_signed_body_without_a_usable_envelope_is_a_malformed_payload(string body)
    {
        (await Platform.SendAsync(Encoding.UTF8.GetBytes(body))).Result.Should().Be((400, "malformed_payload"));
    }

    [Fact]
    public async Task A_signed_body_that_is_deeply_nested_or_not_UTF8_is_a_malformed_payload()
    {
        var deep = "{\"id\":\"a\",\"type\":\"a.b\",\"data\":" + new string('[', 10_000) + new string(']', 10_000) + "}";
        (await Platform.SendAsync(Encoding.UTF8.GetBytes(deep))).Result.Should().Be((400, "malformed_payload"));

        var invalid = Encoding.UTF8.GetBytes("{\"id\":\"a\",\"type\":\"a.b\",\"data\":\"?\"}");
        invalid[Array.IndexOf(invalid, (byte)'?')] = 0xFF;
        (await Platform.SendAsync(invalid)).Result.Should().Be((400, "malformed_payload"));
    }

    [Fact]
    public async Task A_byte_order_mark_and_a_number_as_id_are_understood()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"id\":42,\"type\":\"a.b\",\"data\":{\"x\":1}}"u8];

        (await Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);
        await _receiver.Journal.WhenAddedAsync();
        var handled = _receiver.Journal.Events.Single();
        handled.Id.Should().Be("42");
        Encoding.UTF8.GetString(handled.RawData.Span).Should().Be("{\"x\":1}");
        handled.Body.ToArray().Should().Equal(body);
    }

    [Fact]
    public async Task A_string_of_nearly_a_mebibyte_is_accepted()
    {
        var body = Payload.MessageReceived("evt-long", content: new string('x', (1024 * 1024) - 200));

        (await Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);
        await _receiver.Journal.WhenAddedAsync();
        _receiver.Journal.Events.Single().Body.ToArray().Should().Equal(body);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_a_length_and_without()
    {
        var body = Payload.MessageReceived("evt-large", content: new string('x', 1024 * 1024));

        (await Platform.SendAsync(body)).Result.Should().Be((413, "body_too_large"));
        (await Platform.SendAsync(body, change: request => request.Headers.TransferEncodingChunked = true))
            .Result.Should().Be((413, "body_too_large"));
    }

    [Fact]
    public async Task A_chunked_body_within_the_limit_is_accepted()
    {
        var body = Payload.MessageReceived("evt-chunked", content: new string('x', 100_000));

        var answer = await Platform.SendAsync(body, change: request => request.Headers.TransferEncodingChunked = true);

        answer.Result.Should().Be(Answer.Accepted);
        await _receiver.Journal.WhenAddedAsync();
        _receiver.Journal.Events.Single().Body.ToArray().Should().Equal(body);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Any_other_method_than_POST_is_refused(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/webhooks/8bit");

        (await Platform.SendAsync(request)).Status.Should().Be(405);
    }

    [Fact]
    public async Task Unknown_types_and_fields_are_accepted()
    {
        var body = Encoding.UTF8.GetBytes("""{"new_field":[1,{"a":null}],"id":"evt-1","type":"something.new","data":"a text"}""");

        (await Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);
        await _receiver.Journal.WhenAddedAsync();
        _receiver.Journal.Events.Single().Type.Should().Be("something.new");
    }

    [Fact]
    public async Task Every_delivery_is_logged_once_and_nothing_secret_or_unsigned_is_in_the_log()
    {
        await Platform.SendAsync(Payload.MessageReceived("evt-logged", content: "body-content"));
        await Platform.SendAsync(Payload.MessageReceived("evt-logged", content: "body-content"));
        await Platform.SendAsync(
            Payload.MessageReceived("unsigned-id", content: "unsigned-content"),
            secret: Sender.OtherSecret,
            change: request => request.Headers.Add("X-8bit-Event-Id", "unsigned-header"));
        await _receiver.Journal.WhenAddedAsync();
        await _receiver.Log.WhenAsync(200);

        var ours = _receiver.Log.Ours.ToList();
        ours.Where(line => line.EventId is >= 100 and < 200).Select(line => line.EventId).Should().Equal(100, 101, 102);
        ours[..].Single(line => line.EventId == 100).Message.Should()
            .Contain("evt-logged").And.Contain("message.received").And.Contain("accepted").And.Contain(" ms");
        var text = string.Join("\n", ours.Select(line => line.Message + line.Exception));
        text.Should().NotContain(Sender.Secret).And.NotContain("body-content").And.NotContain("unsigned");
        text.Should().NotContain(WebhookSignature.Sign(Payload.MessageReceived("evt-logged", content: "body-content"), WebhookSecret.FromText(Sender.Secret)));
    }

    private static byte[] Body { get; } = Payload.MessageReceived("evt-body");

    private static string Sign(string secret) => WebhookSignature.Sign(Body, WebhookSecret.FromText(secret));

    private static string Unix(TimeSpan fromNow)
        => (DateTimeOffset.UtcNow + fromNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

using System.Text;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Sending;

public sealed class SignedDeliveryTests
{
    private static readonly WebhookSecret Secret = WebhookSecret.FromText("0123456789abcdef0123456789abcdef");
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly FakeTimeProvider Clock = new(Time);

    [Fact]
    public async Task ToRequest_Event_HasWhatThePlatformSends()
    {
        var delivery = SignedDelivery.Of(SampleEvents.MessageReceived, Secret, Clock);

        using var request = delivery.ToRequest(new Uri("https://example.com/hook"));

        var body = await request.Content!.ReadAsByteArrayAsync();
        request.Method.Should().Be(HttpMethod.Post);
        request.RequestUri.Should().Be(new Uri("https://example.com/hook"));
        request.Headers.GetValues(WebhookHeaders.Signature).Should().Equal(WebhookSignature.Sign(body, Secret));
        request.Headers.GetValues(WebhookHeaders.Timestamp).Should().Equal("1767323045");
        request.Headers.GetValues(WebhookHeaders.EventId).Single().Should().StartWith("dlv_");
        request.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Fact]
    public void Of_EventWhoseTimeIsOpen_StatesTheTimeOfSending()
    {
        var delivery = SignedDelivery.Of(SampleEvents.MessageReceived with { Id = "evt_1" }, Secret, Clock);

        Encoding.UTF8.GetString(delivery.Body.Span).Should()
            .StartWith("""{"id":"evt_1","type":"message.received","created_at":"2026-01-02T03:04:05+00:00","data":{""");
    }

    [Fact]
    public void Of_EventWhoseTimeIsSetOrRemoved_LeavesItSo()
    {
        var set = SampleEvents.MessageReceived with { CreatedAt = Time.AddDays(-9) };
        var removed = SampleEvents.MessageReceived.Without("created_at");
        var setToNull = SampleEvents.MessageReceived with { CreatedAt = null };
        var other = SampleEvents.MessageReceived.With("created_at", "yesterday");

        foreach (var asItIs in new[] { set, removed, setToNull, other })
        {
            SignedDelivery.Of(asItIs, Secret, Clock).Body.ToArray().Should().Equal(asItIs.ToUtf8Bytes());
        }
    }

    [Fact]
    public void Of_AnySource_SignsTheBytesAsTheyAre()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, " { } \n");

        foreach (var delivery in new[]
            { SignedDelivery.OfText(" { } \n", Secret), SignedDelivery.OfBytes(" { } \n"u8.ToArray(), Secret), SignedDelivery.OfFile(file, Secret) })
        {
            delivery.Body.ToArray().Should().Equal(" { } \n"u8.ToArray());
            delivery.Signature.Should().Be(WebhookSignature.Sign(" { } \n"u8, Secret));
        }

        File.Delete(file);
    }

    [Fact]
    public void Of_HexSecret_SignsWithTheBytesItStandsFor()
    {
        const string Hex = "00112233445566778899aabbccddeeff";

        SignedDelivery.OfText("x", WebhookSecret.FromHex(Hex)).Signature
            .Should().NotBe(SignedDelivery.OfText("x", WebhookSecret.FromText(Hex)).Signature);
    }

    [Fact]
    public void Forged_AnyDelivery_HasAWellFormedSignatureThatDoesNotFit()
    {
        var forged = Delivery().Forged();

        forged.Signature.Should().MatchRegex("^[0-9a-f]{64}$");
        WebhookSignature.Verify(forged.Body.Span, forged.Signature, Secret).Should().BeFalse();
    }

    [Fact]
    public void Tampered_AnyDelivery_NoLongerFitsItsSignature()
    {
        var original = Delivery();
        var tampered = original.Tampered();

        tampered.Signature.Should().Be(original.Signature);
        WebhookSignature.Verify(tampered.Body.Span, tampered.Signature, Secret).Should().BeFalse();
        tampered.SignedWith(Secret).Signature.Should().NotBe(original.Signature);
    }

    [Fact]
    public void With_Headers_SendsThemAsTheyAre()
    {
        var delivery = Delivery();

        Header(delivery.WithSignature("a", "b"), WebhookHeaders.Signature).Should().Equal("a", "b");
        Header(delivery.WithSignature(s => $"sha256={s[..63]}"), WebhookHeaders.Signature).Should().Equal($"sha256={delivery.Signature![..63]}");
        Header(delivery.WithoutSignature(), WebhookHeaders.Signature).Should().BeEmpty();
        Header(delivery.SentAt(Time.AddHours(-1)), WebhookHeaders.Timestamp).Should().Equal("1767319445");
        Header(delivery.WithTimestamp("soon"), WebhookHeaders.Timestamp).Should().Equal("soon");
        Header(delivery.WithoutTimestamp(), WebhookHeaders.Timestamp).Should().BeEmpty();
        Header(delivery.WithEventIdHeader("ä"), WebhookHeaders.EventId).Should().Equal("ä");
        Header(delivery.WithEventIdHeader(), WebhookHeaders.EventId).Should().BeEmpty();
        Header(delivery.WithContentType("text/plain"), "Content-Type").Should().Equal("text/plain");
        Header(delivery.WithContentType(null), "Content-Type").Should().BeEmpty();
        Header(delivery.WithHeader("X-Other", "1"), "x-other").Should().Equal("1");
        delivery.WithoutSignature().Signature.Should().BeNull();
    }

    [Fact]
    public void With_Anything_LeavesTheOriginalAsItWas()
    {
        var delivery = Delivery();
        var (signature, headers) = (delivery.Signature, delivery.Headers.Count);

        _ = delivery.Forged().Tampered().WithoutTimestamp().WithHeader("X-Other", "1");

        (delivery.Signature, delivery.Headers.Count).Should().Be((signature, headers));
    }

    private static SignedDelivery Delivery() => SignedDelivery.Of(SampleEvents.MessageReceived, Secret, Clock);

    private static List<string> Header(SignedDelivery delivery, string name)
    {
        using var request = delivery.ToRequest();
        var found = request.Headers.Concat(request.Content!.Headers).Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return [.. found.SelectMany(header => header.Value)];
    }
}

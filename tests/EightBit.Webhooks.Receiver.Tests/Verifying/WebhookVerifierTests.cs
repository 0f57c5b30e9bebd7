using System.Text;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Verifying;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Verifying;

public sealed class WebhookVerifierTests
{
    private const string Secret = "a secret that only the tests know";

    private static readonly WebhookSecret Key = WebhookSecret.FromText(Secret);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public void Verify_DeliveryOfThePlatform_GivesTheEventAsItWasSigned()
    {
        var sent = Event() with { CreatedAt = _time.GetUtcNow().AddSeconds(-1) };
        var delivery = Sign(sent).WithEventIdHeader("evt_header");

        var verification = Verify(delivery);

        verification.IsVerified.Should().BeTrue();
        verification.Refusal.Should().BeNull();
        verification.Explanation.Should().BeEmpty();
        verification.SecretIndex.Should().Be(0);
        verification.DeduplicationKey.Should().Be(new DeduplicationKey("", null, sent.Id));
        verification.RememberFor.Should().BeGreaterThan(TimeSpan.FromDays(3));
        verification.Event!.Id.Should().Be(sent.Id);
        verification.Event.Type.Should().Be("message.received");
        verification.Event.CreatedAt.Should().Be(sent.CreatedAt);
        verification.Event.ConversationId.Should().NotBeNull();
        verification.Event.Body.ToArray().Should().Equal(delivery.Body.ToArray());
        Encoding.UTF8.GetString(verification.Event.RawData.Span).Should().StartWith("{");
        verification.Event.Delivery.ReceivedAt.Should().Be(_time.GetUtcNow());
        verification.Event.Delivery.EventIdHeader.Should().Be("evt_header");
    }

    [Fact]
    public void Verify_EachFault_IsRefusedWithTheReceiversOwnAnswer()
    {
        var good = Sign(Event());
        var refused = new Dictionary<string, SignedDelivery>
        {
            ["401 signature_missing"] = good.WithoutSignature(),
            ["401 signature_malformed"] = good.WithSignature(good.Signature!, good.Signature!),
            ["401 signature_mismatch"] = good.Tampered(),
            ["401 timestamp_missing"] = good.WithoutTimestamp(),
            ["401 timestamp_malformed"] = good.WithTimestamp("yesterday"),
            ["401 timestamp_stale"] = good.SentAt(_time.GetUtcNow().AddMinutes(-6)),
            ["401 timestamp_in_future"] = good.SentAt(_time.GetUtcNow().AddMinutes(6)),
            ["401 event_expired"] = Sign(Event() with { CreatedAt = _time.GetUtcNow().AddDays(-4) }),
            ["400 malformed_payload"] = SignedDelivery.OfText("[]", Key, _time),
            ["413 body_too_large"] = SignedDelivery.OfBytes(new byte[1024 * 1024 + 1], Key, _time),
        };

        foreach (var (answer, delivery) in refused)
        {
            var verification = Verify(delivery);

            verification.IsVerified.Should().BeFalse();
            verification.Event.Should().BeNull();
            verification.Refusal!.ToString().Should().Be(answer);
            verification.Refusal.Body.Should().Contain($"\"code\":\"{verification.Refusal.Code}\"");
            verification.Explanation.Should().NotBeEmpty();
            verification.Invoking(refusal => refusal.DeduplicationKey).Should().Throw<InvalidOperationException>().WithMessage("*IsVerified*");
        }
    }

    [Fact]
    public void Verify_SignatureHeadersThatAHostHasJoined_AreRefused()
    {
        var good = Sign(Event());

        Verify(good.WithSignature($"{good.Signature},{good.Signature}")).Refusal!.Code.Should().Be("signature_malformed");
    }

    [Fact]
    public void Verify_TheRetiredSecretOfARotation_IsVerifiedAndNamed()
    {
        var options = Options();
        options.Secrets.Insert(0, "the secret that comes after it");

        var verification = Verifier(options).Verify(Sign(Event()).ToUnverified());

        verification.IsVerified.Should().BeTrue();
        verification.SecretIndex.Should().Be(1);
    }

    [Fact]
    public void Verify_SecretsOfATenant_NameTheTenantInTheKey()
    {
        var sent = Event();
        var verifier = new WebhookVerifier(new WebhookReceiverOptions(), new WebhookSecrets([Key], "acme")) { Receiver = "eu", Time = _time };

        var verification = verifier.Verify(Sign(sent).ToUnverified());

        verification.DeduplicationKey.Should().Be(new DeduplicationKey("eu", "acme", sent.Id));
        verification.Event!.Delivery.Tenant.Should().Be("acme");
    }

    [Fact]
    public void Verify_NoSecrets_RefusesEveryDelivery()
    {
        var verifier = new WebhookVerifier(new WebhookReceiverOptions(), WebhookSecrets.None) { Time = _time };

        verifier.Verify(Sign(Event()).ToUnverified()).Refusal!.Code.Should().Be("signature_mismatch");
    }

    [Fact]
    public void Verify_BufferThatIsWrittenToLater_DoesNotChangeTheEvent()
    {
        var delivery = Sign(Event());
        var buffer = delivery.Body.ToArray();

        var verification = Verifier(Options()).Verify(delivery.WithBody(buffer).ToUnverified());
        buffer.AsSpan().Clear();

        verification.Event!.Body.ToArray().Should().Equal(delivery.Body.ToArray());
    }

    [Fact]
    public void Verify_DataOfTheEvent_CanBeRead()
    {
        var verification = Verify(Sign(Event().With("data.content", "Hello!")));

        verification.Event!.ReadAs<MessageReceived>().Data.Content.Should().Be("Hello!");
    }

    [Fact]
    public void ToString_OfAnUnverifiedDelivery_ShowsNothingOfIt()
    {
        var delivery = Sign(Event()).WithEventIdHeader("forged\nline").ToUnverified();

        delivery.ToString().Should().Be(typeof(UnverifiedDelivery).FullName);
    }

    [Fact]
    public void Constructor_NoUsableSecret_NamesTheSettingAndTheFix()
    {
        FluentActions.Invoking(() => new WebhookVerifier(new WebhookReceiverOptions()))
            .Should().Throw<ArgumentException>().WithMessage("EightBit:Webhooks:Secrets has no secret*");
        FluentActions.Invoking(() => new WebhookVerifier(new WebhookReceiverOptions { Secrets = { "short" } }))
            .Should().Throw<ArgumentException>().WithMessage("EightBit:Webhooks:Secrets:0 has 5 characters*");
    }

    [Fact]
    public void Constructor_OptionOutOfItsRange_NamesIt()
        => FluentActions.Invoking(() => new WebhookVerifier(new WebhookReceiverOptions { MaxBodyBytes = 1, Secrets = { Secret } }))
            .Should().Throw<ArgumentException>().WithMessage("EightBit:Webhooks:MaxBodyBytes is 1*");

    [Fact]
    public void Constructor_SeveralUnusableSecrets_NamesEach()
        => FluentActions.Invoking(() => new WebhookVerifier(new WebhookReceiverOptions { Secrets = { "short", "shorter" } }))
            .Should().Throw<ArgumentException>().WithMessage("EightBit:Webhooks:Secrets:0 * EightBit:Webhooks:Secrets:1 *");

    [Fact]
    public void Constructor_Null_IsRefused()
    {
        FluentActions.Invoking(() => new WebhookVerifier(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new WebhookVerifier(null!, WebhookSecrets.None)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new WebhookVerifier(Options(), null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Verifier(Options()).Verify(null!)).Should().Throw<ArgumentNullException>();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Verify_BodyAtTheLimit_IsRefusedOneByteBeyond(int beyond, bool verified)
    {
        const int limit = 4_096;
        var text = $$"""{"id":"evt_1","type":"message.received"}""".PadRight(limit + beyond);
        var options = Options();
        options.MaxBodyBytes = limit;

        Verifier(options).Verify(SignedDelivery.OfText(text, Key, _time).ToUnverified()).IsVerified.Should().Be(verified);
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    public void Verify_BodyThatStatesNoTime_IsRefusedWhereOneIsRequired(bool required, bool stated, bool verified)
    {
        var options = Options();
        options.RequireSignedTimestamp = required;
        var time = stated ? $",\"created_at\":{_time.GetUtcNow().ToUnixTimeSeconds()}" : "";
        var delivery = SignedDelivery.OfText($$"""{"id":"evt_1","type":"message.received"{{time}}}""", Key, _time);

        var verification = Verifier(options).Verify(delivery.ToUnverified());

        verification.IsVerified.Should().Be(verified);
        if (!verified)
        {
            verification.Refusal!.Code.Should().Be("malformed_payload");
            verification.Explanation.Should().Contain("RequireSignedTimestamp");
        }
    }

    private static WebhookReceiverOptions Options() => new() { Secrets = { Secret } };

    private SampleEvent Event() => SampleEvents.MessageReceived with { CreatedAt = _time.GetUtcNow() };

    private SignedDelivery Sign(SampleEvent sent) => SignedDelivery.Of(sent, Key, _time);

    private WebhookVerifier Verifier(WebhookReceiverOptions options) => new(options) { Time = _time };

    private WebhookVerification Verify(SignedDelivery delivery) => Verifier(Options()).Verify(delivery.ToUnverified());
}

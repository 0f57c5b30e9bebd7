using EightBit.Webhooks.Receiver.Signatures;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using SupportDesk.Tests.Hosting;

namespace SupportDesk.Tests;

public sealed class BadDeliveryTests
{
    public static TheoryData<string, Func<SignedDelivery, SignedDelivery>> BadDeliveries => new()
    {
        { "401 signature_mismatch", delivery => delivery.Forged() },
        { "401 signature_mismatch", delivery => delivery.Tampered() },
        { "401 signature_missing", delivery => delivery.WithoutSignature() },
        { "401 signature_malformed", delivery => delivery.WithSignature(signature => signature[..63]) },
        { "401 signature_malformed", delivery => delivery.WithSignature(delivery.Signature!, delivery.Signature!) },
        { "401 timestamp_missing", delivery => delivery.WithoutTimestamp() },
        { "401 timestamp_malformed", delivery => delivery.WithTimestamp("yesterday") },
    };

    [Theory]
    [MemberData(nameof(BadDeliveries))]
    public async Task A_bad_delivery_is_refused(string answer, Func<SignedDelivery, SignedDelivery> change)
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender();

        (await platform.SendAsync(change(platform.Sign(SampleEvents.ConversationEscalated)))).ToString().Should().Be(answer);

        (await desk.Services.WhenIdleAsync()).DeadLetters.Should().Be(0);
        desk.Tickets.Opened.Should().BeEmpty();
    }

    [Fact]
    public async Task A_captured_delivery_is_refused_later_unless_its_timestamp_is_forged_and_then_it_is_a_duplicate()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender();
        var captured = platform.Sign(SampleEvents.ConversationEscalated.With("data.assigned_to", "team_support"));
        (await platform.SendAsync(captured)).Code.Should().Be("accepted");

        desk.Time.Advance(TimeSpan.FromMinutes(6));

        (await platform.SendAsync(captured)).Code.Should().Be("timestamp_stale");
        (await platform.SendAsync(captured.SentAt(desk.Time.GetUtcNow()))).Code.Should().Be("duplicate");
        await desk.Services.WhenIdleAsync();
        desk.Tickets.Opened.Should().ContainSingle();
    }

    [Fact]
    public async Task Anything_can_be_signed_and_every_header_set()
    {
        await using var desk = new SupportDeskFactory();
        using var platform = desk.CreateWebhookSender();
        var upperCase = platform.Sign(SampleEvents.MessageSent).WithSignature(signature => $"sha256={signature.ToUpperInvariant()}");

        (await platform.SendAsync(upperCase.WithHeader(WebhookHeaders.EventId, "dlv_1"))).Code.Should().Be("accepted");
        (await platform.SendAsync(platform.Sign("{ \"id\": \"evt_1\" }"))).Code.Should().Be("malformed_payload");
        (await platform.SendAsync(platform.Sign(new byte[2_000_000]))).Code.Should().Be("body_too_large");
    }
}

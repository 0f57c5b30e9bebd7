using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Receiving;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class DeliveryVerifierTests : IDisposable
{
    private const string Secret = "a-secret-of-the-verifier-tests";

    private static readonly WebhookSecret Key = WebhookSecret.FromText(Secret);
    private static readonly byte[] Body = """{"id":"evt_1","type":"message.received"}"""u8.ToArray();

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource _sender = new();
    private string _configuredSecret = Secret;
    private Func<WebhookSecretRequest, Task<WebhookSecrets>> _vault = _ => Task.FromResult(WebhookSecrets.None);

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task VerifyAsync_DeliveryOfThePlatform_GivesWhatWasSigned()
    {
        var context = Delivery();
        context.Request.Headers[WebhookHeaders.EventId] = "hdr_1";

        var verification = await VerifyAsync(context);

        var delivery = verification.Delivery!;
        delivery.Envelope.Id.Should().Be("evt_1");
        delivery.Body.Should().Equal(Body);
        delivery.SentAt.Should().Be(_time.GetUtcNow().AddSeconds(-1));
        delivery.ReceivedAt.Should().Be(_time.GetUtcNow());
        (delivery.Receiver, delivery.Tenant, delivery.SecretIndex, delivery.EventIdHeader).Should().Be(("", null, 0, "hdr_1"));
        verification.Event!.Value.Id.Should().Be("evt_1");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task VerifyAsync_OtherMethods_AreRefused(string method)
    {
        var context = Delivery();
        context.Request.Method = method;

        await ShouldBeRefusedAsync(context, DeliveryOutcome.MethodNotAllowed);
    }

    [Theory]
    [InlineData("http", true, false)]
    [InlineData("https", true, true)]
    [InlineData("http", false, true)]
    public async Task VerifyAsync_Http_IsRefusedWhereHttpsIsRequired(string scheme, bool required, bool verified)
    {
        var context = Delivery();
        context.Request.Scheme = scheme;

        var verification = await VerifyAsync(context, new WebhookReceiverOptions { RequireHttps = required });

        (verification.Delivery is not null).Should().Be(verified);
        if (!verified)
        {
            verification.Refusal.Should().Be(DeliveryOutcome.HttpsRequired);
            verification.Explanation.Should().Contain("RequireHttps");
        }
    }

    [Theory]
    [InlineData(null, "SignatureMissing")]
    [InlineData("zz", "SignatureMalformed")]
    public async Task VerifyAsync_NoUsableSignature_IsRefusedBeforeTheBodyIsRead(string? signature, string outcome)
    {
        var context = Delivery();
        context.Request.Headers[WebhookHeaders.Signature] = signature;
        context.Request.Body = Stream.Null;
        context.Request.ContentLength = int.MaxValue; // would be refused otherwise

        await ShouldBeRefusedAsync(context, Enum.Parse<DeliveryOutcome>(outcome));
    }

    [Fact]
    public async Task VerifyAsync_BodyBeyondTheLimitOfTheReceiver_IsRefused()
    {
        var verification = await VerifyAsync(Delivery(), new WebhookReceiverOptions { MaxBodyBytes = Body.Length - 1 });

        verification.Refusal.Should().Be(DeliveryOutcome.BodyTooLarge);
        verification.Explanation.Should().Contain($"MaxBodyBytes ({Body.Length - 1})");
    }

    [Fact]
    public async Task VerifyAsync_OneBitChanged_IsAMismatch()
    {
        var changed = Body.ToArray();
        changed[^2] ^= 1;
        var context = Delivery();
        context.Request.Body = new MemoryStream(changed);

        await ShouldBeRefusedAsync(context, DeliveryOutcome.SignatureMismatch);
    }

    [Fact]
    public async Task VerifyAsync_OldTimestamp_IsStale()
    {
        var context = Delivery();
        _time.Advance(TimeSpan.FromMinutes(6));

        await ShouldBeRefusedAsync(context, DeliveryOutcome.TimestampStale);
    }

    [Theory]
    [InlineData("""{"id":"evt_1","type":"message.received"}""", "evt_1")]
    [InlineData("[]", null)]
    public async Task VerifyAsync_SignedButStale_NamesTheEventForTheLogIfItHasOne(string body, string? id)
    {
        var context = Delivery(System.Text.Encoding.UTF8.GetBytes(body));
        _time.Advance(TimeSpan.FromMinutes(6));

        var verification = await ShouldBeRefusedAsync(context, DeliveryOutcome.TimestampStale);

        (verification.Event?.Id).Should().Be(id);
    }

    [Theory]
    [InlineData(EventOrdering.PerConversation, "conv_1")]
    [InlineData(EventOrdering.None, null)]
    public async Task VerifyAsync_EventOfAConversation_IsKeptInOrderUnlessThatIsSwitchedOff(EventOrdering ordering, string? key)
    {
        var context = Delivery("""{"id":"evt_1","type":"message.received","data":{"conversation_id":"conv_1"}}"""u8.ToArray());

        var delivery = (await VerifyAsync(context, new WebhookReceiverOptions { Ordering = ordering })).Delivery!;

        delivery.ForInbox().OrderingKey.Should().Be(key);
    }

    [Fact]
    public async Task VerifyAsync_SecretSource_IsAskedForTheReceiverAndNamesTheTenant()
    {
        var context = Delivery();
        _vault = request => Task.FromResult(request == new WebhookSecretRequest("vault", context)
            ? new WebhookSecrets([WebhookSecret.FromText("another-secret-than-that"), Key], "acme")
            : WebhookSecrets.None);

        var delivery = (await VerifyAsync(context, receiver: "vault")).Delivery!;

        (delivery.Receiver, delivery.Tenant, delivery.SecretIndex).Should().Be(("vault", "acme", 1));
    }

    [Fact]
    public async Task VerifyAsync_SecretSourceThatThrows_RefusesAndGivesTheFault()
    {
        var fault = new IOException("The vault is closed.");
        _vault = _ => Task.FromException<WebhookSecrets>(fault);

        var verification = await ShouldBeRefusedAsync(Delivery(), DeliveryOutcome.SecretsUnavailable, "vault");

        verification.Fault.Should().BeSameAs(fault);
    }

    [Fact]
    public async Task VerifyAsync_SettingsBecomeInvalidWhileTheBodyArrives_RefusesForThemAndNotForASecretSource()
    {
        _configuredSecret = "short";

        var verification = await ShouldBeRefusedAsync(Delivery(), DeliveryOutcome.ConfigurationInvalid);

        verification.Fault.Should().BeOfType<OptionsValidationException>();
    }

    [Fact]
    public async Task VerifyAsync_SecretSourceThatReturnsNull_RefusesAndSaysWhatToReturn()
    {
        _vault = _ => Task.FromResult<WebhookSecrets>(null!);

        var verification = await ShouldBeRefusedAsync(Delivery(), DeliveryOutcome.SecretsUnavailable, "vault");

        verification.Fault!.Message.Should().Contain("WebhookSecrets.None");
    }

    [Fact]
    public async Task VerifyAsync_SecretSourceThatNeverAnswers_IsGivenUpWithTheBudget()
    {
        _vault = _ => new TaskCompletionSource<WebhookSecrets>().Task;
        var verifying = ShouldBeRefusedAsync(Delivery(), DeliveryOutcome.SecretsUnavailable, "vault");

        _time.Advance(TimeSpan.FromSeconds(4));

        await verifying;
    }

    [Fact]
    public async Task VerifyAsync_SenderGoesAwayWhileTheSecretSourceIsAsked_IsAborted()
    {
        _vault = _ => new TaskCompletionSource<WebhookSecrets>().Task;
        var verifying = VerifyAsync(Delivery(), receiver: "vault");

        await _sender.CancelAsync();

        (await verifying).Refusal.Should().Be(DeliveryOutcome.Aborted);
    }

    private async Task<Verification> ShouldBeRefusedAsync(HttpContext context, DeliveryOutcome outcome, string receiver = "")
    {
        var verification = await VerifyAsync(context, receiver: receiver);
        verification.Delivery.Should().BeNull();
        verification.Refusal.Should().Be(outcome);
        verification.Explanation.Should().NotBeEmpty("somebody has to find out why");
        return verification;
    }

    private async Task<Verification> VerifyAsync(HttpContext context, WebhookReceiverOptions? options = null, string receiver = "")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddEightBitWebhooks(configured => configured.Secrets.Add(_configuredSecret));
        builder.Services.AddEightBitWebhooks("vault").UseSecretSource(_ => new Vault(_vault));
        using var host = builder.Build();
        using var budget = new AcknowledgementBudget(context, TimeSpan.FromSeconds(4), _time);
        return await host.Services.GetRequiredService<DeliveryVerifier>().VerifyAsync(
            context, receiver, options ?? new WebhookReceiverOptions(), budget);
    }

    private DefaultHttpContext Delivery(byte[]? signed = null)
    {
        var body = signed ?? Body;
        var context = new DefaultHttpContext { RequestAborted = _sender.Token };
        context.Request.Method = "POST";
        context.Request.Body = new MemoryStream(body);
        context.Request.Headers[WebhookHeaders.Signature] = WebhookSignature.Sign(body, Key);
        context.Request.Headers[WebhookHeaders.Timestamp] = _time.GetUtcNow().AddSeconds(-1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return context;
    }

    private sealed class Vault(Func<WebhookSecretRequest, Task<WebhookSecrets>> answer) : IWebhookSecretSource
    {
        public ValueTask<WebhookSecrets> GetSecretsAsync(WebhookSecretRequest request, CancellationToken cancellationToken) => new(answer(request));
    }
}

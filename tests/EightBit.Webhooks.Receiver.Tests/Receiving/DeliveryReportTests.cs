using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.DeliveryLog;
using EightBit.Webhooks.Receiver.Diagnostics;
using EightBit.Webhooks.Receiver.Envelopes;
using EightBit.Webhooks.Receiver.Inbox;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.InMemory.Log;
using EightBit.Webhooks.Receiver.Receiving;
using EightBit.Webhooks.Receiver.Tests.Diagnostics;
using EightBit.Webhooks.Receiver.Threads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class DeliveryReportTests : IDisposable
{
    private readonly RecordedLog<DeliveryReport> _log = new();
    private readonly DefaultHttpContext _context = new();
    private readonly TestMetrics _heard = new();

    public static TheoryData<string> Outcomes => [.. AnswerTests.Published.Select(row => (string)row[0]), nameof(DeliveryOutcome.Aborted)];

    public void Dispose() => _heard.Dispose();

    [Theory]
    [InlineData("EightBit:Webhooks:Secrets:0", "short")]
    [InlineData("EightBit:Webhooks:MaxBodyBytes", "1")]
    [InlineData("EightBit:Webhooks:MaxBodyBytes", "a lot")]
    [InlineData("EightBit:Webhooks:TimestampTolerance", "5 minutes")]
    [InlineData("EightBit:Webhooks:SecretEncoding", "base64")]
    public async Task TryGetOptions_ConfigurationChangedToAnythingInvalid_IsAnswered503(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create("EightBit:Webhooks:Secrets:0", (string?)"00112233445566778899aabbccddeeff")]).Build();
        await using var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddEightBitWebhooks().Services
            .BuildServiceProvider();
        var monitor = provider.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>();
        Report().TryGetOptions(monitor, out _).Should().BeTrue();
        configuration[key] = value;
        FluentActions.Invoking(configuration.Reload).Should().Throw<Exception>();

        var report = Report();
        report.TryGetOptions(monitor, out var options).Should().BeFalse();
        await report.AnswerAsync(_context);

        options.Should().BeNull();
        _context.Response.StatusCode.Should().Be(503);
        _log.Of(104).Should().ContainSingle().Which.Exception.Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task AnswerAsync_EachOutcome_IsCountedAndTimedUnderItsCode(string name)
    {
        var outcome = Enum.Parse<DeliveryOutcome>(name);
        using var report = Report();
        report.Add(Verification.Verified(Verified()));
        report.Conclude(outcome);

        await report.AnswerAsync(_context);

        var code = OutcomeNames.Of(outcome);
        _heard.Of("eightbit.webhooks.deliveries").Should().ContainSingle().Which.Outcome.Should().Be(code);
        _heard.Of("eightbit.webhooks.acknowledgement.duration").Should().ContainSingle().Which.Outcome.Should().Be(code);
    }

    [Theory]
    [InlineData(204, "handled_inline")]
    [InlineData(500, "failed_inline")]
    public void LogHandledInline_EachResult_IsCountedUnderItsName(int status, string outcome)
    {
        using var report = Report();
        report.Add(Verification.Verified(Verified()));

        report.LogHandledInline(status);

        _heard.Of("eightbit.webhooks.deliveries").Should().ContainSingle().Which.Outcome.Should().Be(outcome);
    }

    [Fact]
    public void LogFailedInline_Always_IsCountedUnderItsName()
    {
        using var report = Report();
        report.Add(Verification.Verified(Verified()));

        report.LogFailedInline(new InvalidOperationException("the endpoint failed"));

        _heard.Of("eightbit.webhooks.deliveries").Should().ContainSingle().Which.Outcome.Should().Be("failed_inline");
    }

    [Fact]
    public async Task AnswerAsync_NothingIsKnown_IsNever2xx()
    {
        await Report().AnswerAsync(_context);

        _context.Response.StatusCode.Should().Be(503);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(0)] // what an inbox returns that forgot to answer, or a mock
    public void Add_OutcomeThatIsNotDefined_Throws(int outcome)
        => Report().Invoking(report => report.Add((AcceptOutcome)outcome)).Should().Throw<ArgumentOutOfRangeException>();

    /// <summary>A name in the data may be as long as the body, and what a converter says may repeat it.</summary>
    [Fact]
    public async Task AnswerAsync_VeryLongExplanation_IsShortened()
    {
        var log = new InMemoryDeliveryLog(Options.Create(new InMemoryInboxOptions()));
        using var report = Report(new DeliveryRecorder(log));
        report.Add(Verification.Verified(Verified()));
        report.Conclude(DeliveryOutcome.PayloadUnreadable, new string('x', 1_000_000));

        await report.AnswerAsync(_context);

        (await log.QueryAsync(new DeliveryLogQuery())).Items.Single().Error.Should().HaveLength(500);
        _log.Of(107).Single().Message.Length.Should().BeLessThan(1_000);
    }

    [Theory]
    [InlineData(true, "EXPLAINED, {}")]
    [InlineData(false, "explained")] // there is nothing of a body in it that was not verified
    public async Task AnswerAsync_WithARedactor_RecordsWhatItLeavesOfVerifiedDeliveries(bool verified, string expected)
    {
        var log = new InMemoryDeliveryLog(Options.Create(new InMemoryInboxOptions()));
        using var report = Report(new DeliveryRecorder(log, new Shouting()));
        report.Add(verified ? Verification.Verified(Verified()) : Verification.Refused(DeliveryOutcome.SignatureMismatch, ""));
        report.Conclude(verified ? DeliveryOutcome.PayloadUnreadable : DeliveryOutcome.SignatureMismatch, "explained");

        await report.AnswerAsync(_context);

        (await log.QueryAsync(new DeliveryLogQuery())).Items.Single().Error.Should().Be(expected);
    }

    [Fact]
    public async Task AnswerAsync_RedactorThatFails_RecordsThatAndAnswersAllTheSame()
    {
        var log = new InMemoryDeliveryLog(Options.Create(new InMemoryInboxOptions()));
        using var report = Report(new DeliveryRecorder(log, new Shouting { Fails = true }));
        report.Add(Verification.Verified(Verified()));
        report.Conclude(DeliveryOutcome.PayloadUnreadable, "explained");

        await report.AnswerAsync(_context);

        (await log.QueryAsync(new DeliveryLogQuery())).Items.Single().Error
            .Should().Be("The error is not recorded, because Shouting failed: NotSupportedException.");
        _context.Response.StatusCode.Should().BeGreaterThanOrEqualTo(400);
    }

    private DeliveryReport Report(DeliveryRecorder? log = null)
        => new(
            _log,
            log ?? new(new InMemoryDeliveryLog(Options.Create(new InMemoryInboxOptions()))),
            _heard.Metrics,
            new ThreadWatch(places: 1, NullLogger<ThreadWatch>.Instance),
            new FakeTimeProvider(),
            "",
            activity: null);

    private sealed class Shouting : IDeliveryLogRedactor
    {
        public bool Fails { get; init; }

        public string Redact(string error, ReadOnlyMemory<byte> body)
            => Fails ? throw new NotSupportedException() : $"{error.ToUpperInvariant()}, {System.Text.Encoding.UTF8.GetString(body.Span)}";
    }

    private static VerifiedDelivery Verified() => new()
    {
        Receiver = "",
        Tenant = null,
        Body = "{}"u8.ToArray(),
        Envelope = new EventEnvelope("evt_1", "message.received", null, null, default),
        SentAt = default,
        ReceivedAt = default,
        EventIdHeader = null,
        RememberFor = TimeSpan.FromDays(3),
        SecretIndex = 0,
        Options = new WebhookReceiverOptions(),
    };
}

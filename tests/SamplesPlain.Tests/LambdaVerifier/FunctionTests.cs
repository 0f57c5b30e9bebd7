using System.Text.Json;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.Deduplication;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using LambdaVerifier.Database;
using LambdaVerifier.Demo;
using LambdaVerifier.Function;
using LambdaVerifier.Ids;
using LambdaVerifier.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SamplesPlain.Tests.Support;

namespace SamplesPlain.Tests.LambdaVerifier;

public sealed class FunctionTests : IDisposable
{
    private const string Secret = "a secret that only the tests know";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly LocalFile _file;
    private readonly FlakyQueue _queue;

    public FunctionTests()
    {
        _file = new LocalFile(_folder.File("lambda.db"));
        _queue = new FlakyQueue(new QueueTable(_file));
    }

    public void Dispose()
    {
        _file.Close();
        _folder.Dispose();
    }

    [Fact]
    public async Task Of_many_instances_at_once_one_takes_the_event()
    {
        var request = Requests.AsText(Sign(SampleEvents.MessageReceived));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => AnswerAsync(request)));

        answers.Count(answer => answer == "200 accepted").Should().Be(1);
        answers.Should().OnlyContain(answer => answer == "200 accepted" || answer == "200 duplicate" || answer == "409 in_progress");
        (await QueuedAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task An_event_whose_instance_died_is_taken_when_the_lease_is_over()
    {
        var sent = SampleEvents.MessageReceived;
        await new IdTable(_file, _time).ClaimAsync(new DeduplicationKey("", null, sent.Id), TimeSpan.FromSeconds(30), CancellationToken.None);
        (await AnswerAsync(Requests.AsText(Sign(sent)))).Should().Be("409 in_progress");

        _time.Advance(TimeSpan.FromSeconds(31));

        (await AnswerAsync(Requests.AsText(Sign(sent)))).Should().Be("200 accepted");
    }

    [Fact]
    public async Task An_outage_of_the_queue_loses_nothing_and_leaves_no_claim()
    {
        var request = Requests.AsText(Sign(SampleEvents.MessageReceived));
        _queue.IsDown = true;
        (await AnswerAsync(request)).Should().Be("503 inbox_unavailable");

        _queue.IsDown = false;

        (await AnswerAsync(request)).Should().Be("200 accepted");
    }

    [Fact]
    public async Task An_id_is_remembered_as_long_as_the_retention()
    {
        var sent = SampleEvents.MessageReceived with { CreatedAt = _time.GetUtcNow() };
        await AnswerAsync(Requests.AsText(Sign(sent)));

        _time.Advance(TimeSpan.FromDays(2.9));
        await new IdTable(_file, _time).ForgetExpiredAsync(CancellationToken.None);
        (await AnswerAsync(Requests.AsText(Sign(sent)))).Should().Be("200 duplicate");

        _time.Advance(TimeSpan.FromDays(0.2));
        (await AnswerAsync(Requests.AsText(Sign(sent)))).Should().Be("401 event_expired");
        (await new IdTable(_file, _time).ForgetExpiredAsync(CancellationToken.None)).Should().Be(1);
    }

    [Fact]
    public async Task Header_names_are_taken_in_either_case_and_two_of_a_kind_refused()
    {
        var delivery = Sign(SampleEvents.MessageReceived);
        var request = Requests.AsText(delivery);

        (await AnswerAsync(request with { Headers = request.Headers!.ToDictionary(header => header.Key.ToUpperInvariant(), header => header.Value) }))
            .Should().Be("200 accepted");
        (await AnswerAsync(request with { Headers = new Dictionary<string, string>(request.Headers!) { ["X-8bit-Signature-256"] = delivery.Signature! } }))
            .Should().Be("401 signature_malformed");
        (await AnswerAsync(request with { Headers = null })).Should().Be("401 signature_missing");
    }

    [Fact]
    public async Task An_answer_is_the_endpoints_own()
    {
        var response = await Function().HandleAsync(Requests.AsText(Sign(SampleEvents.MessageReceived).Forged()));

        JsonSerializer.Serialize(response, FunctionJson.Default.FunctionResponse).Should().StartWith("{\"statusCode\":401,\"headers\":{");
        response.Headers.Should().Contain("Content-Type", "application/problem+json").And.Contain("WWW-Authenticate", "EightBit-Signature");
    }

    [Fact]
    public async Task Another_payload_format_is_an_error_that_says_the_fix()
        => await Function().Invoking(function => function.HandleAsync(new FunctionRequest { Version = "1.0" }))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*payload format 1.0*payload format version*");

    private WebhookFunction Function()
        => global::LambdaVerifier.Program.CreateFunction(
            new WebhookReceiverOptions { Secrets = { Secret } }, _file, _queue, NullLoggerFactory.Instance, _time);

    private SignedDelivery Sign(SampleEvent sampleEvent) => SignedDelivery.Of(sampleEvent, WebhookSecret.FromText(Secret), _time);

    private Task<IReadOnlyList<QueuedEvent>> QueuedAsync() => new QueueTable(_file).ReadAllAsync(CancellationToken.None);

    private async Task<string> AnswerAsync(FunctionRequest request)
    {
        var response = await Function().HandleAsync(request);
        return $"{response.StatusCode} {JsonDocument.Parse(response.Body).RootElement.GetProperty("code").GetString()}";
    }
}

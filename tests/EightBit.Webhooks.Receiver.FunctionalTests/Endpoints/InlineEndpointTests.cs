using System.Text;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints;

/// <summary>Endpoints of the application's own, by every way they can be marked.</summary>
public sealed class InlineEndpointTests : IAsyncLifetime
{
    private readonly EndpointCalls _calls = new();
    private TestReceiver _receiver = null!;

    /// <summary>One path for each way to mark an endpoint.</summary>
    public static readonly TheoryData<string> Paths = new(
        "/lambda", "/method-group", "/group/endpoint", "/event", "/typed", "/mvc/action", "/mvc/typed", "/controller/own", "/controller/body");

    /// <summary>Those that bind JSON themselves.</summary>
    public static readonly TheoryData<string> JsonPaths = new("/lambda", "/method-group", "/group/endpoint", "/mvc/action", "/controller/body");

    public async Task InitializeAsync() => _receiver = await TestReceiver.StartAsync(
        builder: b =>
        {
            b.Services.AddSingleton(_calls);
            b.Services.AddControllers().AddApplicationPart(typeof(InlineEndpointTests).Assembly);
        },
        app: app =>
        {
            app.MapPost("/lambda", [EightBitWebhook] (Posted posted, EndpointCalls calls) => calls.Add(posted));
            app.MapPost("/method-group", MethodGroup);
            app.MapGroup("/group").RequireEightBitWebhook().MapPost("/endpoint", (Posted posted, EndpointCalls calls) => calls.Add(posted));
            app.MapPost("/event", [EightBitWebhook] (WebhookEvent e, EndpointCalls calls) => calls.Add(e));
            app.MapPost("/typed", [EightBitWebhook] (WebhookEvent<MessageReceived> e, EndpointCalls calls) => calls.Add(e));
            app.MapPost("/status/{status:int}", [EightBitWebhook] (int status, EndpointCalls calls) =>
            {
                calls.Add(status);
                return Results.StatusCode(status);
            });
            app.MapPost("/throws", [EightBitWebhook] (EndpointCalls calls) =>
            {
                calls.Add("throws");
                throw new InvalidOperationException("the endpoint failed");
            });
            app.MapPost("/slow", [EightBitWebhook] async (EndpointCalls calls) =>
            {
                calls.Add("slow");
                await calls.Gate.PassAsync(CancellationToken.None);
            });
            app.MapControllers();
        });

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_signed_delivery_runs_the_endpoint_once(string path)
    {
        var body = Payload.MessageReceived("evt-1", content: "hi");

        var answer = await _receiver.Platform.SendAsync(body, path);
        answer.Status.Should().Be(200);
        answer.Code.Should().BeNull("the endpoint answers");
        (await _receiver.Platform.SendAsync(body, path)).Result.Should().Be(Answer.Duplicate);

        var given = _calls.All.Should().ContainSingle().Subject;
        (given switch
        {
            Posted posted => posted.Id,
            WebhookEvent webhookEvent => webhookEvent.Id,
            _ => null,
        }).Should().Be("evt-1");
        if (given is WebhookEvent<MessageReceived> typed)
        {
            typed.Data.Content.Should().Be("hi");
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_unverified_byte_reaches_binding_or_the_endpoint(string path)
    {
        // Binding would answer 400 to this, so a 401 shows that nothing has parsed it.
        var answer = await _receiver.Platform.SendAsync("{ this is not JSON"u8.ToArray(), path, Sender.OtherSecret);

        answer.Result.Should().Be((401, "signature_mismatch"));
        _calls.All.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Signed_JSON_without_an_envelope_does_not_reach_the_endpoint(string path)
    {
        (await _receiver.Platform.SendAsync("{}"u8.ToArray(), path)).Result.Should().Be((400, "malformed_payload"));
        _calls.All.Should().BeEmpty();
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(302, false)]
    [InlineData(400, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task Only_a_2xx_answer_completes_the_event(int status, bool completes)
    {
        var body = Payload.MessageReceived("evt-1");

        (await _receiver.Platform.SendAsync(body, $"/status/{status}", change: NoRedirect)).Status.Should().Be(status);
        var again = await _receiver.Platform.SendAsync(body, $"/status/{status}", change: NoRedirect);

        again.Result.Should().Be(completes ? Answer.Duplicate : (status, null));
        _calls.All.Should().HaveCount(completes ? 1 : 2);

        static void NoRedirect(HttpRequestMessage request)
        {
        }
    }

    [Fact]
    public async Task An_endpoint_that_throws_is_run_again_by_the_retry()
    {
        var body = Payload.MessageReceived("evt-1");

        (await _receiver.Platform.SendAsync(body, "/throws")).Status.Should().Be(500);
        (await _receiver.Platform.SendAsync(body, "/throws")).Status.Should().Be(500);

        _calls.All.Should().HaveCount(2);
    }

    [Fact]
    public async Task While_the_endpoint_runs_another_delivery_of_the_event_is_told_to_come_back()
    {
        var body = Payload.MessageReceived("evt-1");
        var first = _receiver.Platform.SendAsync(body, "/slow");
        await _calls.WhenCalledAsync();

        var second = await _receiver.Platform.SendAsync(body, "/slow");
        second.Result.Should().Be((409, "in_progress"));
        second.Headers.RetryAfter.Should().NotBeNull();

        _calls.Gate.Open();
        (await first).Status.Should().Be(200);
        (await _receiver.Platform.SendAsync(body, "/slow")).Result.Should().Be(Answer.Duplicate);
        _calls.All.Should().ContainSingle();
    }

    [Theory]
    [InlineData("/typed")]
    [InlineData("/mvc/typed")]
    public async Task An_event_of_another_type_than_the_endpoint_takes_is_refused_and_not_used_up(string path)
    {
        var body = Payload.Event("evt-1", "session.started");

        (await _receiver.Platform.SendAsync(body, path)).Result.Should().Be((422, "event_type_mismatch"));
        (await _receiver.Platform.SendAsync(body, path)).Result.Should().Be((422, "event_type_mismatch"));

        var line = await _receiver.Log.WhenAsync(107);
        line.Level.Should().Be(LogLevel.Error);
        line.Message.Should().Contain("MessageReceived").And.Contain("session.started");
    }

    [Fact]
    public async Task Data_that_cannot_be_read_is_refused()
    {
        var body = Payload.Event("evt-1", "message.received", JsonValue.Create("a text"));

        (await _receiver.Platform.SendAsync(body, "/typed")).Result.Should().Be((422, "payload_unreadable"));
        _calls.All.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(JsonPaths))]
    public async Task The_endpoints_own_binding_reads_the_body_as_it_came(string path)
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"evt-1","type":"message.received","extra":"kept"}""");

        await _receiver.Platform.SendAsync(body, path);

        _calls.All.Should().ContainSingle().Which.Should().Be(new Posted("evt-1", "message.received", "kept"));
    }

    [EightBitWebhook]
    private static void MethodGroup(Posted posted, EndpointCalls calls) => calls.Add(posted);
}

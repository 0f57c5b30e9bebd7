using System.Text.Json;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Tests.Receiving;

public sealed class AnswerTests
{
    /// <summary>What the documentation promises: each outcome's status and code.</summary>
    public static readonly TheoryData<string, int, string> Published = new()
    {
        { "Accepted", 200, "accepted" },
        { "Duplicate", 200, "duplicate" },
        { "MethodNotAllowed", 405, "method_not_allowed" },
        { "HttpsRequired", 403, "https_required" },
        { "BodyTooLarge", 413, "body_too_large" },
        { "BodyTimeout", 408, "body_timeout" },
        { "BodyUnreadable", 400, "body_unreadable" },
        { "BodyAlreadyRead", 500, "body_already_read" },
        { "EndpointNotVerified", 500, "endpoint_not_verified" },
        { "SignatureMissing", 401, "signature_missing" },
        { "SignatureMalformed", 401, "signature_malformed" },
        { "SignatureMismatch", 401, "signature_mismatch" },
        { "TimestampMissing", 401, "timestamp_missing" },
        { "TimestampMalformed", 401, "timestamp_malformed" },
        { "TimestampStale", 401, "timestamp_stale" },
        { "TimestampInFuture", 401, "timestamp_in_future" },
        { "MalformedPayload", 400, "malformed_payload" },
        { "EventExpired", 401, "event_expired" },
        { "InProgress", 409, "in_progress" },
        { "InboxFull", 503, "inbox_full" },
        { "InboxUnavailable", 503, "inbox_unavailable" },
        { "SecretsUnavailable", 503, "secrets_unavailable" },
        { "ConfigurationInvalid", 503, "configuration_invalid" },
        { "EventTypeMismatch", 422, "event_type_mismatch" },
        { "PayloadUnreadable", 422, "payload_unreadable" },
    };

    public static TheoryData<string> Outcomes
        => [.. AnsweredOutcomes()];

    [Fact]
    public void Published_Table_HasEveryOutcomeThatIsAnswered()
        => Published.Select(row => (string)row[0]).Should().BeEquivalentTo(AnsweredOutcomes());

    [Theory]
    [MemberData(nameof(Published))]
    public async Task WriteAsync_EachOutcome_HasItsPublishedStatusAndCode(string outcome, int status, string code)
    {
        var (response, body) = await WriteAsync(Enum.Parse<DeliveryOutcome>(outcome));

        response.StatusCode.Should().Be(status);
        Answer.To(Enum.Parse<DeliveryOutcome>(outcome)).Code.Should().Be(code);
        body.GetProperty("code").GetString().Should().Be(code);
        response.ContentLength.Should().Be(response.Body.Length);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task WriteAsync_EachOutcome_Is2xxOnlyIfThePlatformIsToStop(string outcome)
    {
        var (response, _) = await WriteAsync(Enum.Parse<DeliveryOutcome>(outcome));

        (response.StatusCode is >= 200 and < 300).Should().Be(outcome is "Accepted" or "Duplicate");
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task WriteAsync_EachRefusal_IsAProblemWithTheSameStatusInItsBody(string outcome)
    {
        var (response, body) = await WriteAsync(Enum.Parse<DeliveryOutcome>(outcome));
        if (response.StatusCode == 200)
        {
            response.ContentType.Should().Be("application/json");
            return;
        }

        response.ContentType.Should().Be("application/problem+json");
        body.GetProperty("status").GetInt32().Should().Be(response.StatusCode);
        body.GetProperty("title").GetString().Should().NotBeNullOrWhiteSpace();
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task WriteAsync_EachStatus_HasTheHeadersThatHttpWantsWithIt(string outcome)
    {
        var (response, _) = await WriteAsync(Enum.Parse<DeliveryOutcome>(outcome));

        response.Headers.ContainsKey("WWW-Authenticate").Should().Be(response.StatusCode == 401);
        response.Headers.ContainsKey("Retry-After").Should().Be(response.StatusCode is 409 or 503);
        response.Headers.ContainsKey("Allow").Should().Be(response.StatusCode == 405);
        response.Headers.ContainsKey("Connection").Should().Be(response.StatusCode is 408 or 413);
    }

    [Theory]
    [InlineData("HTTP/2")]
    [InlineData("HTTP/3")]
    public async Task WriteAsync_OverHttp2AndLater_ClosesNoConnection(string protocol)
    {
        var (response, _) = await WriteAsync(DeliveryOutcome.BodyTooLarge, protocol);

        response.Headers.ContainsKey("Connection").Should().BeFalse();
    }

    [Theory]
    [InlineData("Aborted")]
    [InlineData("HandledInline")]
    [InlineData("FailedInline")]
    public void To_OutcomeThatSomebodyElseAnswers_HasNoAnswer(string outcome)
        => FluentActions.Invoking(() => Answer.To(Enum.Parse<DeliveryOutcome>(outcome))).Should().Throw<KeyNotFoundException>();

    private static IEnumerable<string> AnsweredOutcomes()
        => Enum.GetValues<DeliveryOutcome>()
            .Where(outcome => outcome is not (DeliveryOutcome.Aborted or DeliveryOutcome.HandledInline or DeliveryOutcome.FailedInline))
            .Select(outcome => outcome.ToString());

    private static async Task<(HttpResponse Response, JsonElement Body)> WriteAsync(DeliveryOutcome outcome, string protocol = "HTTP/1.1")
    {
        var context = new DefaultHttpContext();
        context.Request.Protocol = protocol;
        context.Response.Body = new MemoryStream();

        await Answer.To(outcome).WriteAsync(context);

        return (context.Response, JsonElement.Parse(((MemoryStream)context.Response.Body).ToArray()));
    }
}

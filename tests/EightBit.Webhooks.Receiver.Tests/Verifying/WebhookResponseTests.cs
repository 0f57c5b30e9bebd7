using EightBit.Webhooks.Receiver.Verifying;

namespace EightBit.Webhooks.Receiver.Tests.Verifying;

public sealed class WebhookResponseTests
{
    public static TheoryData<string, WebhookResponse> Responses => new()
    {
        { "200 accepted", WebhookResponse.Accepted },
        { "200 duplicate", WebhookResponse.Duplicate },
        { "409 in_progress", WebhookResponse.InProgress },
        { "503 inbox_full", WebhookResponse.InboxFull },
        { "503 inbox_unavailable", WebhookResponse.InboxUnavailable },
        { "503 secrets_unavailable", WebhookResponse.SecretsUnavailable },
        { "400 body_unreadable", WebhookResponse.BodyUnreadable },
        { "405 method_not_allowed", WebhookResponse.MethodNotAllowed },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_IsTheEndpointsAnswer(string text, WebhookResponse response)
    {
        response.ToString().Should().Be(text);
        response.Body.Should().StartWith($"{{\"code\":\"{response.Code}\"");
        response.Headers["content-type"].Should().Be(response.Status == 200 ? "application/json" : "application/problem+json");
    }

    [Fact]
    public void Response_ThatIsToBeAskedForAgain_SaysWhen()
    {
        WebhookResponse.InProgress.Headers["retry-after"].Should().Be("10");
        WebhookResponse.InboxUnavailable.Headers["Retry-After"].Should().Be("10");
        WebhookResponse.MethodNotAllowed.Headers["Allow"].Should().Be("POST");
        WebhookResponse.Accepted.Headers.Should().ContainSingle();
    }
}

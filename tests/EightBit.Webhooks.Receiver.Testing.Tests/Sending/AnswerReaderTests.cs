using System.Net;
using System.Text;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Sending;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Sending;

/// <summary>Whatever stands where the receiver should may answer what it likes.</summary>
public sealed class AnswerReaderTests
{
    private static readonly WebhookSecret Secret = WebhookSecret.FromText("0123456789abcdef0123456789abcdef");

    [Theory]
    [InlineData("""{"code":"accepted"}""", "accepted")]
    [InlineData("\uFEFF{\"code\":\"accepted\"}", "accepted")]
    [InlineData("""{"\ud83d":1,"code":"accepted"}""", "accepted")]
    [InlineData("""{"code":"\ud83d"}""", null)]
    [InlineData("""{"code":"\ude00\ud83d"}""", null)]
    [InlineData("""{"code":7}""", null)]
    [InlineData("""{"code":""", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    public async Task ReadAsync_AnyBody_HasItsCodeOrNone(string body, string? code)
        => (await ReadAsync(Encoding.UTF8.GetBytes(body), "application/json")).Code.Should().Be(code);

    [Theory]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task ReadAsync_AnyContentType_IsReadAsUtf8(string contentType)
    {
        var answer = await ReadAsync("{\"code\":\"accepted\",\"by\":\"é\"}"u8.ToArray(), contentType);

        answer.Should().BeEquivalentTo(new { Status = 200, Code = "accepted", Body = "{\"code\":\"accepted\",\"by\":\"é\"}" });
    }

    [Fact]
    public async Task ReadAsync_BytesThatAreNoUtf8_AreReplaced()
        => (await ReadAsync([(byte)'a', 0xFF], "text/plain")).Body.Should().Be("a\uFFFD");

    private static async Task<WebhookAnswer> ReadAsync(byte[] body, string contentType)
    {
        using var http = new HttpClient(new Answering(body, contentType));
        using var sender = new WebhookSender(http, Secret, new Uri("http://receiver.test/"));
        return await sender.SendAsync(sender.Sign("{}"));
    }

    private sealed class Answering(byte[] body, string contentType) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return Task.FromResult(response);
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EightBit.Webhooks.Receiver.HostileTests.Deliveries;
using EightBit.Webhooks.Receiver.HostileTests.Hosting;
using EightBit.Webhooks.Receiver.HostileTests.Sockets;
using EightBit.Webhooks.Receiver.Signatures;
using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.HostileTests.Attacks;

/// <summary>HTTP/2 with real clients, .NET's and curl, without TLS; all of a test's requests on one connection.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(DefaultReceiver))]
public sealed class Http2ClientTests : IDisposable
{
    private readonly ReceiverUnderAttack _receiver;
    private readonly ITestOutputHelper _output;
    private readonly HttpClient _http;

    public Http2ClientTests(ReceiverUnderAttack receiver, ITestOutputHelper output)
    {
        _receiver = receiver;
        _output = output;
        _http = new HttpClient { BaseAddress = receiver.Http2, Timeout = TimeSpan.FromSeconds(60) };
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public Task Two_thousand_deliveries_on_one_connection_are_all_accepted()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => SendAsync(Delivery.New().ToHttp())));

            answers.Should().OnlyContain(answer => answer == "200 accepted");
        });

    [Fact]
    public Task Bodies_that_never_end_are_answered_408_and_hold_up_no_other_stream()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var time = Stopwatch.StartNew();
            var slow = Enumerable.Range(0, 50).Select(_ => SendAsync(WithBody(new EndlessContent()))).ToList();
            var valid = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SendAsync(Delivery.New().ToHttp())));
            var meanwhile = time.Elapsed;
            var answers = await Task.WhenAll(slow);

            valid.Should().OnlyContain(answer => answer == "200 accepted");
            meanwhile.Should().BeLessThan(TimeSpan.FromSeconds(4), "the others did not wait for the slow ones");
            answers.Should().OnlyContain(answer => answer == "408 body_timeout");
            time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(8));
        });

    [Theory]
    [InlineData("the signature twice", "401 signature_malformed")]
    [InlineData("no signature", "401 signature_missing")]
    [InlineData("a body that is too large", "413 body_too_large")]
    [InlineData("a body that is too large, of no announced length", "413 body_too_large")]
    [InlineData("GET", "405 method_not_allowed")]
    public Task A_refused_request_does_not_harm_its_connection(string attack, string expected)
        => _receiver.WithstandAsync(_output, async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                (await SendAsync(Request(attack))).Should().Be(expected);
                (await SendAsync(Delivery.New().ToHttp())).Should().Be("200 accepted");
            }
        });

    [Fact]
    public Task Ten_thousand_requests_that_are_cancelled_at_once_leave_the_receiver_as_it_was()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var cancelled = 0;
            await Parallel.ForAsync(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (_, _) =>
            {
                using var cancel = new CancellationTokenSource();
                var sending = SendAsync(WithBody(new EndlessContent()), cancel.Token);
                await cancel.CancelAsync();
                try
                {
                    await sending;
                }
                catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException)
                {
                    Interlocked.Increment(ref cancelled);
                }
            });

            cancelled.Should().Be(10_000);
            (await SendAsync(Delivery.New().ToHttp())).Should().Be("200 accepted");
        }, allAnswersAreRead: false);

    [Fact]
    public Task Curl_delivers_over_HTTP2()
        => _receiver.WithstandAsync(_output, async () =>
        {
            var delivery = Delivery.New();
            string[] arguments =
            [
                "--silent", "--http2-prior-knowledge", "--write-out", " %{http_code} %{http_version}",
                "--header", $"{WebhookHeaders.Signature}: {delivery.Signature}", "--header", $"{WebhookHeaders.Timestamp}: {delivery.Timestamp}",
                "--data-binary", delivery.Body, new Uri(_receiver.Http2, Delivery.Path).ToString(),
            ];
            var curl = await ChildProcess.RunAsync(TimeSpan.FromMinutes(1), "curl", arguments);

            curl.Output.Should().Be("""{"code":"accepted"} 200 2""");
            _receiver.Read("accepted");
        });

    private static HttpRequestMessage Request(string attack)
    {
        var request = Delivery.New().ToHttp();
        switch (attack)
        {
            case "the signature twice":
                request.Headers.Add(WebhookHeaders.Signature, new string('0', 64));
                break;

            case "no signature":
                request.Headers.Remove(WebhookHeaders.Signature);
                break;

            case "a body that is too large":
                request.Content = new ByteArrayContent(new byte[(1 << 20) + 1]);
                break;

            case "a body that is too large, of no announced length":
                request.Content = new StreamContent(new UnseekableStream((1 << 20) + 1));
                break;

            default:
                request.Content = null;
                request.Method = HttpMethod.Get;
                break;
        }

        return request;
    }

    private static HttpRequestMessage WithBody(HttpContent content)
    {
        var request = Delivery.New().ToHttp();
        request.Content = content;
        return request;
    }

    private async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        using (request)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            using var response = await _http.SendAsync(request, cancellationToken);
            var code = (string)(await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["code"]!;
            _receiver.Read(code);
            return $"{(int)response.StatusCode} {code}";
        }
    }
}

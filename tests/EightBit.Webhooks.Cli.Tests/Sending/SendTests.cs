using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EightBit.Webhooks.Cli.Tests.Support;
using EightBit.Webhooks.Receiver.Signatures;

namespace EightBit.Webhooks.Cli.Tests.Sending;

/// <summary>The command send, as a shell sees it.</summary>
public sealed class SendTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_sample_is_sent_as_the_platform_sends_it()
    {
        await using var server = await RecordingServer.StartAsync();

        var sent = await CliProcess.RunAsync("send", "message.received", "--to", server.Url);

        sent.ExitCode.Should().Be(0, sent.Error);
        sent.Output.Should().MatchRegex(@"^200 OK \(accepted\) after [\d.]+ ms\n\{""code"":""accepted""\}\n$");
        var request = server.Requests.Should().ContainSingle().Which;
        request.IsSigned.Should().BeTrue();
        request["Content-Type"].Should().Be("application/json");
        Seconds(request).Should().BeCloseTo(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 60);
        request[WebhookHeaders.EventId].Should().NotBeNullOrEmpty();
        Json(request).GetProperty("type").GetString().Should().Be("message.received");
    }

    [Fact]
    public async Task Values_id_time_and_headers_are_sent_as_they_are_said()
    {
        await using var server = await RecordingServer.StartAsync();

        var sent = await CliProcess.RunAsync(
            "send", "message.received", "--to", server.Url, "--set", "data.content=hi", "--set", "data.contact.vip=true", "--event-id", "evt_of_mine",
            "--timestamp", "-10m", "--header", "X-Environment=staging=1", "--header", $"{WebhookHeaders.EventId}=dlv_1");

        sent.ExitCode.Should().Be(0, sent.Error);
        var request = server.Requests.Should().ContainSingle().Which;
        request.IsSigned.Should().BeTrue();
        Json(request).GetProperty("id").GetString().Should().Be("evt_of_mine");
        Json(request).GetProperty("data").GetProperty("content").GetString().Should().Be("hi");
        Json(request).GetProperty("data").GetProperty("contact").GetProperty("vip").GetBoolean().Should().BeTrue();
        Seconds(request).Should().BeCloseTo(TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds(), 60);
        request["X-Environment"].Should().Be("staging=1");
        request[WebhookHeaders.EventId].Should().Be("dlv_1");
    }

    [Fact]
    public async Task A_file_is_sent_byte_by_byte()
    {
        await using var server = await RecordingServer.StartAsync();
        byte[] body = [.. "{ \"id\" : \"evt_1\" }\r\n"u8, 0xFF];
        await File.WriteAllBytesAsync(_file, body);

        (await CliProcess.RunAsync("send", "--file", _file, "--to", server.Url)).ExitCode.Should().Be(0);

        server.Requests.Single().Body.Should().Equal(body);
        server.Requests.Single().IsSigned.Should().BeTrue();
    }

    [Fact]
    public async Task A_file_can_be_changed_on_the_way()
    {
        await using var server = await RecordingServer.StartAsync();
        await File.WriteAllTextAsync(_file, """{ "id": "evt_1", "type": "a.b", "data": { "kept": 1 } }""");

        (await CliProcess.RunAsync("send", "order.placed", "--file", _file, "--set", "data.total=9.5", "--to", server.Url)).ExitCode.Should().Be(0);

        server.Requests.Single().Text.Should().Be("""{"id":"evt_1","type":"order.placed","data":{"kept":1,"total":9.5}}""");
    }

    [Fact]
    public async Task A_refusal_is_shown_and_ends_with_1()
    {
        await using var server = await RecordingServer.StartAsync((_, context) => RecordingServer.AnswerAsync(context, 503, "\u001b[2J" + new string('x', 3_000)));

        var sent = await CliProcess.RunAsync("send", "agent.error", "--to", server.Url);

        sent.ExitCode.Should().Be(1);
        sent.Output.Should().StartWith("503 Service Unavailable after ").And.EndWith("x…\n").And.NotContain("\u001b", "a receiver must not control the terminal");
        sent.Output.Length.Should().BeLessThan(1_200);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_5_seconds_is_given_up_with_1()
    {
        await using var server = await RecordingServer.StartAsync((_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var sent = await CliProcess.RunAsync("send", "agent.error", "--to", server.Url);

        sent.ExitCode.Should().Be(1);
        sent.Output.Should().Contain("No answer within 5 seconds");
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_ends_with_2()
    {
        var server = await RecordingServer.StartAsync();
        var url = server.Url;
        await server.DisposeAsync();

        var sent = await CliProcess.RunAsync("send", "agent.error", "--to", url);

        sent.ExitCode.Should().Be(2);
        sent.Error.Should().Contain(url).And.Contain("cannot be reached");
    }

    [Fact]
    public async Task What_is_printed_is_a_command_that_sends_the_same_and_has_no_secret()
    {
        await using var server = await RecordingServer.StartAsync();

        var printed = await CliProcess.RunAsync(
            "send", "message.received", "--to", server.Url, "--event-id", "evt_1", "--set", "data.content=it's $HOME `x` \"Ü\" \\n", "--header", "X-Empty=", "--print");

        printed.ExitCode.Should().Be(0, printed.Error);
        printed.Output.Should().StartWith("curl ").And.NotContain(CliProcess.Secret);
        server.Requests.Should().BeEmpty();

        var run = await CliProcess.RunAsync("bash", ["-c", printed.Output], secret: null, input: null);
        run.ExitCode.Should().Be(0, run.Error);
        server.Requests.Single().IsSigned.Should().BeTrue();
        server.Requests.Single()["X-Empty"].Should().BeEmpty();
        Json(server.Requests.Single()).GetProperty("data").GetProperty("content").GetString().Should().Be("it's $HOME `x` \"Ü\" \\n");
    }

    [Fact]
    public async Task What_is_printed_of_a_file_sends_the_file()
    {
        await using var server = await RecordingServer.StartAsync();
        await File.WriteAllBytesAsync(_file, [1, 0, 255]);

        var printed = await CliProcess.RunAsync("send", "--file", _file, "--to", server.Url, "--print");
        await CliProcess.RunAsync("bash", ["-c", printed.Output], secret: null, input: null);

        server.Requests.Single().Body.Should().Equal(1, 0, 255);
        server.Requests.Single().IsSigned.Should().BeTrue();
    }

    [Fact]
    public async Task The_address_can_come_from_the_environment()
    {
        await using var server = await RecordingServer.StartAsync();
        await using var running = RunningCli.Start(
            ["send", "agent.error"], new Dictionary<string, string> { ["EIGHTBIT_WEBHOOKS_SECRET"] = CliProcess.Secret, ["EIGHTBIT_WEBHOOKS_URL"] = server.Url });

        (await running.EndAsync()).ExitCode.Should().Be(0);
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_unless_insecure()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        await using var server = await RecordingServer.StartAsync(certificate: certificate);

        (await CliProcess.RunAsync("send", "agent.error", "--to", server.Url)).ExitCode.Should().Be(2);
        (await CliProcess.RunAsync("send", "agent.error", "--to", server.Url, "--insecure")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("is no address of a receiver", "send", "agent.error", "--to", "localhost:5080")]
    [InlineData("is no header", "send", "agent.error", "--header", "X Environment=1")]
    [InlineData("is no time", "send", "agent.error", "--timestamp", "yesterday")]
    [InlineData("not of the form path=value", "send", "agent.error", "--set", "data.content")]
    [InlineData("Name an event type", "send")]
    [InlineData("cannot be read", "send", "--file", "/no/such/file.json")]
    public async Task What_cannot_be_sent_ends_with_2_and_says_why(string why, params string[] arguments)
    {
        var sent = await CliProcess.RunAsync(arguments);

        sent.ExitCode.Should().Be(2);
        sent.Error.Should().Contain(why);
    }

    [Fact]
    public async Task It_completes_event_types()
        => (await CliProcess.RunAsync("[suggest:34]", "eightbit-webhooks send message.rec")).Output.Should().Be("message.received\n");

    private static JsonElement Json(ReceivedRequest request) => JsonElement.Parse(request.Text);

    private static long Seconds(ReceivedRequest request) => long.Parse(request[WebhookHeaders.Timestamp]!, CultureInfo.InvariantCulture);
}

using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using EightBit.Webhooks.Receiver.Signatures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Receiving;

/// <summary>How the body gets here.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task A_body_that_trickles_past_the_budget_is_answered_408()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: new() { ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:00.3" });
        using var client = await RawConnection.OpenAsync(receiver);
        await client.SendAsync("Content-Length: 1000", "{\"id\":");

        var answer = await client.ReadAnswerAsync();

        answer.Should().StartWith("HTTP/1.1 408 ").And.Contain("body_timeout").And.Contain("Connection: close");
    }

    [Fact]
    public async Task A_chunked_body_that_never_ends_is_answered_408()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: new() { ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:00.3" });
        using var client = await RawConnection.OpenAsync(receiver);
        await client.SendAsync("Transfer-Encoding: chunked", "5\r\n{\"id\"\r\n");

        var answer = await client.ReadAnswerAsync();

        answer.Should().StartWith("HTTP/1.1 408 ").And.Contain("body_timeout");
    }

    [Fact]
    public async Task A_body_announced_too_large_is_refused_before_any_of_it_is_read()
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var client = await RawConnection.OpenAsync(receiver);
        await client.SendAsync("Content-Length: 1048577", "");

        var answer = await client.ReadAnswerAsync();

        answer.Should().StartWith("HTTP/1.1 413 ").And.Contain("body_too_large");
    }

    [Fact]
    public async Task A_broken_chunk_is_answered_400()
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var client = await RawConnection.OpenAsync(receiver);
        await client.SendAsync("Transfer-Encoding: chunked", "not-a-size\r\n");

        var answer = await client.ReadAnswerAsync();

        answer.Should().StartWith("HTTP/1.1 400 ").And.Contain("body_unreadable");
    }

    [Fact]
    public async Task A_sender_that_goes_away_in_the_middle_is_no_error()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.Use((context, next) =>
            {
                arrived.TrySetResult();
                return next(context);
            });
            app.UseEightBitWebhooks();
        });
        using (var client = await RawConnection.OpenAsync(receiver))
        {
            await client.SendAsync("Content-Length: 1000", "{\"id\":");
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
            client.Reset();
        }

        (await receiver.Log.WhenAsync(105)).Level.Should().Be(LogLevel.Information);
        receiver.Log.Lines.Should().NotContain(line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_body_that_was_buffered_and_read_before_is_rewound()
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.Use(async (context, next) =>
            {
                context.Request.EnableBuffering();
                using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
                await reader.ReadToEndAsync();
                await next(context);
            });
            app.UseRouting();
            app.MapEightBitWebhooks();
        });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be(Answer.Accepted);
    }

    [Fact]
    public async Task A_body_that_was_read_before_and_not_buffered_is_named_as_the_cause()
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.Use(async (context, next) =>
            {
                using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
                await reader.ReadToEndAsync();
                await next(context);
            });
            app.UseRouting();
            app.MapEightBitWebhooks();
        });

        var answer = await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"));

        answer.Result.Should().Be((500, "body_already_read"));
        var line = await receiver.Log.WhenAsync(104);
        line.Level.Should().Be(LogLevel.Error);
        line.Message.Should().Contain("earlier middleware has read the request body").And.Contain("EnableBuffering");
    }

    [Fact]
    public async Task A_buffered_body_that_was_closed_before_is_named_as_the_cause()
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.Use(async (context, next) =>
            {
                context.Request.EnableBuffering();
                using (var reader = new StreamReader(context.Request.Body))
                {
                    await reader.ReadToEndAsync();
                }

                await next(context);
            });
            app.UseEightBitWebhooks();
        });

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"))).Result.Should().Be((500, "body_already_read"));
        (await receiver.Log.WhenAsync(104)).Message.Should().Contain("leaveOpen: true");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Garbage_for_a_decompressing_middleware_is_no_fault_of_the_server(string encoding)
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: b => b.Services.AddRequestDecompression(),
            app: app =>
            {
                app.UseRequestDecompression();
                app.UseEightBitWebhooks();
            });

        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/8bit") { Content = new ByteArrayContent([0xFF, 0x00, 0x13, 0x37, 0xAB]) };
        request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.Add(WebhookHeaders.Signature, new string('0', 64));

        (await receiver.Platform.SendAsync(request)).Status.Should().BeInRange(400, 499);
    }

    [Fact]
    public async Task A_body_beyond_another_middlewares_buffer_is_answered()
    {
        await using var receiver = await TestReceiver.StartAsync(app: app =>
        {
            app.Use((context, next) =>
            {
                context.Request.EnableBuffering(bufferThreshold: 1024, bufferLimit: 2048);
                return next(context);
            });
            app.UseEightBitWebhooks();
        });

        var answer = await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1", content: new string('x', 5_000)));

        answer.Result.Should().Be((400, "body_unreadable"));
    }

    [Fact]
    public async Task A_request_that_another_middleware_times_out_is_answered_408()
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder: b => b.Services.AddRequestTimeouts(options => options.DefaultPolicy = new() { Timeout = TimeSpan.FromMilliseconds(200) }),
            app: app =>
            {
                app.UseRequestTimeouts();
                app.UseEightBitWebhooks();
            });
        using var client = await RawConnection.OpenAsync(receiver);
        await client.SendAsync("Content-Length: 1000", "{\"id\":");

        (await client.ReadAnswerAsync()).Should().StartWith("HTTP/1.1 408 ").And.Contain("body_timeout");
    }

    [Fact]
    public async Task A_chunk_of_an_impossible_size_is_answered_400()
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var client = await RawConnection.OpenAsync(receiver);
        await client.SendAsync("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFF\r\n");

        (await client.ReadAnswerAsync()).Should().StartWith("HTTP/1.1 400 ").And.Contain("body_unreadable");
    }

    [Fact]
    public async Task A_stalled_body_is_no_error_of_the_server()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: new() { ["EightBit:Webhooks:AcknowledgementTimeout"] = "00:00:00.2" });
        using (var client = await RawConnection.OpenAsync(receiver))
        {
            await client.SendAsync("Content-Length: 100000", new string(' ', 20_000));
            (await client.ReadAnswerAsync()).Should().StartWith("HTTP/1.1 408 ");
        }

        await receiver.App.StopAsync();
        receiver.Log.Lines.Should().NotContain(line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task An_empty_body_is_refused_by_its_signature_or_its_content()
    {
        await using var receiver = await TestReceiver.StartAsync();

        (await receiver.Platform.SendAsync([])).Result.Should().Be((400, "malformed_payload"));
        (await receiver.Platform.SendAsync([], secret: Sender.OtherSecret)).Result.Should().Be((401, "signature_mismatch"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(40_000)]
    [InlineData(1024 * 1024)]
    public async Task A_body_of_any_size_up_to_the_limit_arrives_byte_for_byte(int size)
    {
        await using var receiver = await TestReceiver.StartAsync();
        var frame = Payload.MessageReceived("evt", content: "");
        var body = size <= frame.Length ? frame : Payload.MessageReceived("evt", content: new string('y', size - frame.Length));

        (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);

        await receiver.Journal.WhenAddedAsync();
        receiver.Journal.Events.Single().Body.ToArray().Should().Equal(body);
    }

    [Fact]
    public async Task A_raised_limit_goes_beyond_the_servers_own()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: new() { ["EightBit:Webhooks:MaxBodyBytes"] = "40000000" });
        var body = Payload.MessageReceived("evt", content: new string('y', 35_000_000));

        (await receiver.Platform.SendAsync(body)).Result.Should().Be(Answer.Accepted);
    }
}

using EightBit.Webhooks.Receiver.Events;
using EightBit.Webhooks.Receiver.Secrets;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Sending;
using EightBit.Webhooks.Receiver.Testing.Tests.Waiting;
using EightBit.Webhooks.Receiver.Testing.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Sending;

public sealed class CreateWebhookSenderTests
{
    [Theory]
    [InlineData("/webhooks/8bit")]
    [InlineData("hooks")]
    public async Task It_finds_the_endpoint_that_was_mapped(string pattern)
    {
        await using var app = await AppUnderTest.StartAsync(map: a => a.MapEightBitWebhooks(pattern));

        (await app.Sender.SendAsync(SampleEvents.MessageSent)).Code.Should().Be("accepted");
    }

    [Fact]
    public async Task It_finds_an_endpoint_inside_a_group()
    {
        await using var app = await AppUnderTest.StartAsync(map: a => a.MapGroup("/tenants").MapEightBitWebhooks("/8bit"));

        app.Sender.Endpoint.Should().Be(new Uri("/tenants/8bit", UriKind.Relative));
        (await app.Sender.SendAsync(SampleEvents.MessageSent)).Code.Should().Be("accepted");
    }

    [Fact]
    public async Task It_finds_the_middleware_at_its_usual_place()
    {
        await using var app = await AppUnderTest.StartAsync(map: a => a.UseEightBitWebhooks());

        (await app.Sender.SendAsync(SampleEvents.MessageSent)).Code.Should().Be("accepted");
    }

    [Fact]
    public async Task It_prefers_the_mapped_endpoint_to_marked_ones()
    {
        await using var app = await AppUnderTest.StartAsync(map: a =>
        {
            a.MapEightBitWebhooks("/mapped");
            a.MapPost("/inline", (HttpContext _, WebhookEvent<MessageSent> _) => { }).RequireEightBitWebhook();
        });

        app.Sender.Endpoint.Should().Be(new Uri("/mapped", UriKind.Relative));
    }

    [Fact]
    public async Task Of_several_endpoints_it_wants_to_know_which()
    {
        await using var app = await AppUnderTest.StartAsync(map: a =>
        {
            a.MapEightBitWebhooks("/one");
            a.MapEightBitWebhooks("/other");
        });

        FluentActions.Invoking(() => app.Sender).Should().Throw<InvalidOperationException>().WithMessage("*/one, /other*path:*");
        using var sender = app.Services.CreateWebhookSender(app.Http, path: "/other");
        (await sender.SendAsync(SampleEvents.MessageSent)).Code.Should().Be("accepted");
    }

    [Fact]
    public async Task It_signs_with_the_secret_of_the_receiver_as_it_is_encoded()
    {
        const string Hex = "00112233445566778899aabbccddeeff";
        await using var app = await AppUnderTest.StartAsync(
            configure: receiver =>
            {
                receiver.Services.AddEightBitWebhooks("acme", options =>
                {
                    options.Secrets.Add(Hex);
                    options.SecretEncoding = SecretEncoding.Hex;
                }).AddHandler<GivenHandler>("*");
            },
            map: a => a.MapEightBitWebhooks("/acme", "acme"));
        using var sender = app.Services.CreateWebhookSender(app.Http, "acme");

        (await sender.SendAsync(SampleEvents.MessageSent)).Code.Should().Be("accepted");
    }

    [Fact]
    public async Task Without_a_secret_in_the_options_it_wants_one()
    {
        await using var app = await AppUnderTest.StartAsync(
            configure: receiver => receiver.Services.AddEightBitWebhooks("acme").AddHandler<GivenHandler>("*").UseSecretSource<OwnSecrets>(),
            map: a => a.MapEightBitWebhooks("/acme", "acme"));
        using var without = app.Services.CreateWebhookSender(app.Http, "acme");
        using var with = app.Services.CreateWebhookSender(app.Http, "acme", secret: OwnSecrets.Secret);

        await FluentActions.Awaiting(() => without.SendAsync(SampleEvents.MessageSent))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*secret source of its own*secret:*");
        (await with.SendAsync(SampleEvents.MessageSent)).Code.Should().Be("accepted");
    }

    [Fact]
    public async Task An_application_without_receivers_is_told_so()
    {
        using var app = Host.CreateEmptyApplicationBuilder(null).Build();

        await FluentActions.Awaiting(() => app.WhenIdleAsync())
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*never calls AddEightBitWebhooks*");
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::]:0")]
    public async Task It_finds_an_application_that_listens_on_a_port(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls(url);
        builder.Services.AddSingleton<Func<WebhookEvent, Task>>(_ => Task.CompletedTask);
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add(AppUnderTest.Secret)).AddHandler<GivenHandler>("*");
        await using var app = builder.Build();
        app.MapEightBitWebhooks();
        FluentActions.Invoking(() => app.CreateWebhookSender()).Should().Throw<InvalidOperationException>().WithMessage("*has not started*GetTestClient*");
        await app.StartAsync();
        using var sender = app.CreateWebhookSender();
        var sample = SampleEvents.MessageSent;

        var answer = await sender.SendAsync(sample);
        await app.WhenHandledAsync(sample.Id);

        answer.Code.Should().Be("accepted");
        answer.Elapsed.Should().BePositive();
        (await sender.SendAsync(sender.Sign(new byte[2_000_000]))).Code.Should().Be("body_too_large");
    }

    /// <summary>The platform does not follow it, and sends no cookies.</summary>
    [Theory]
    [InlineData("/elsewhere")]
    [InlineData("ttp://elsewhere.test/")]
    public async Task A_redirect_is_the_answer_of_an_application_that_listens_on_a_port(string location)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Func<WebhookEvent, Task>>(_ => Task.CompletedTask);
        builder.Services.AddEightBitWebhooks(options => options.Secrets.Add(AppUnderTest.Secret)).AddHandler<GivenHandler>("*");
        await using var app = builder.Build();
        var cookies = new List<string>();
        app.Run(context =>
        {
            cookies.Add(context.Request.Headers.Cookie.ToString());
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = location;
            context.Response.Headers.SetCookie = "a=b";
            return Task.CompletedTask;
        });
        await app.StartAsync();
        using var sender = app.CreateWebhookSender();

        (await sender.SendAsync(SampleEvents.MessageSent)).Status.Should().Be(308);
        (await sender.SendAsync(SampleEvents.MessageSent)).IsSuccess.Should().BeFalse();
        cookies.Should().Equal("", "");
    }

    [Fact]
    public async Task The_answer_says_when_to_come_again()
    {
        var goOn = new TaskCompletionSource();
        await using var app = await AppUnderTest.StartAsync(
            _ => goOn.Task, receiver => receiver.UseInMemoryInbox(options => options.MaxPendingEvents = 1));
        await app.Sender.SendAsync(SampleEvents.MessageSent);

        var answer = await app.Sender.SendAsync(SampleEvents.MessageSent);

        (answer.Status, answer.Code, answer.RetryAfter, answer.IsSuccess).Should().Be((503, "inbox_full", TimeSpan.FromSeconds(10), false));
        goOn.SetResult();
    }
}

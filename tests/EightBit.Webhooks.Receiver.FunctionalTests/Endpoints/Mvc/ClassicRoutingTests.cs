using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints.Mvc;

/// <summary>Marked actions where MVC routes by itself, so that no endpoint is matched and nothing verifies in front of MVC.</summary>
public sealed class ClassicRoutingTests
{
    private readonly EndpointCalls _calls = new();

    public static readonly TheoryData<string> Marked = new(
        "/mvc/action", "/mvc/typed", "/controller/own", "/controller/body", "/inheriting/action", "/inheriting/overridden", "/inheriting-class/action",
        "/mvc/type-filter");

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task A_marked_action_does_not_run_and_answers_500_to_forged_and_signed_requests_alike(string path)
    {
        await using var receiver = await StartAsync();

        await ShouldRefuseAsync(receiver, path);
    }

    [Fact]
    public async Task An_action_that_is_not_marked_runs_as_ever()
    {
        await using var receiver = await StartAsync();

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/open/action")).Status.Should().Be(200);

        _calls.All.Should().ContainSingle();
    }

    public static readonly TheoryData<string> Conventions = new("global filter", "global filter type", "action filter", "selector metadata", "filters removed");

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task However_the_mark_came_to_the_action_it_does_not_run(string how)
    {
        await using var receiver = await StartAsync(mvc => Mark(mvc, how));

        await ShouldRefuseAsync(receiver, how == "filters removed" ? "/mvc/action" : "/open/action");
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task With_endpoint_routing_the_same_marks_verify_or_refuse(string how)
    {
        await using var receiver = await StartAsync(mvc => Mark(mvc, how), app => app.MapControllers());
        var path = how == "filters removed" ? "/mvc/action" : "/open/action";

        (await SendForgedAsync(receiver, path)).Status.Should().BeOneOf(401, 500);
        _calls.All.Should().BeEmpty();

        // A type that only creates the attribute is nothing that routing could see.
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path)).Status.Should().Be(how == "global filter type" ? 500 : 200);
        _calls.All.Should().HaveCount(how == "global filter type" ? 0 : 1);
    }

    [Fact]
    public async Task No_filter_of_the_application_runs_before_the_refusal_or_changes_it()
    {
        var order = new List<string>();
        await using var receiver = await StartAsync(mvc =>
        {
            mvc.Filters.Add(new Eager(order));
            mvc.Filters.Add(new Optimist());
        });

        (await SendForgedAsync(receiver, "/mvc/action")).Result.Should().Be((500, "endpoint_not_verified"));

        order.Should().BeEmpty();
        _calls.All.Should().BeEmpty();
    }

    [Fact]
    public async Task A_delivery_verified_for_another_receiver_does_not_run_the_action()
    {
        // The convention that is applied last decides which receiver verifies; the action asks for another one.
        await using var receiver = await StartAsync(app: app => app.MapControllers().RequireEightBitWebhook("acme"));

        var answer = await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/mvc/action", Sender.OtherSecret);

        answer.Result.Should().Be((500, "endpoint_not_verified"));
        _calls.All.Should().BeEmpty();
        (await receiver.Log.WhenAsync(104)).Message.Should().Contain("receiver 'acme'");
    }

    [Fact]
    public async Task The_receiver_that_an_action_names_counts_and_not_its_controllers()
    {
        await using var receiver = await StartAsync(
            mvc => mvc.Conventions.Add(new ActionConvention(
                typeof(MarkedController), action => action.Filters.Add(new EightBitWebhookAttribute("acme")))),
            app => app.MapControllers());

        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/controller/own", Sender.Secret)).Status.Should().Be(401);
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), "/controller/own", Sender.OtherSecret)).Status.Should().Be(200);

        _calls.All.Should().ContainSingle();
    }

    private static void Mark(MvcOptions mvc, string how)
    {
        switch (how)
        {
            case "global filter":
                mvc.Filters.Add(new EightBitWebhookAttribute());
                break;

            case "global filter type":
                mvc.Filters.Add(new TypeFilterAttribute(typeof(EightBitWebhookAttribute)) { Arguments = [""] });
                break;

            case "action filter":
                mvc.Conventions.Add(new ActionConvention(typeof(OpenController), action => action.Filters.Add(new EightBitWebhookAttribute())));
                break;

            case "selector metadata":
                mvc.Conventions.Add(new ActionConvention(
                    typeof(OpenController), action => action.Selectors[0].EndpointMetadata.Add(new EightBitWebhookAttribute())));
                break;

            case "filters removed":
                mvc.Conventions.Add(new ActionConvention(typeof(ActionController), action =>
                {
                    action.Filters.Clear();
                    action.Controller.Filters.Clear();
                }));
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(how));
        }
    }

    private async Task ShouldRefuseAsync(TestReceiver receiver, string path)
    {
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{ this is not JSON") };
        unsigned.Content.Headers.ContentType = new("application/json");

        // 400 would show that something has parsed it.
        (await receiver.Platform.SendAsync(unsigned)).Result.Should().Be((500, "endpoint_not_verified"));
        (await SendForgedAsync(receiver, path)).Result.Should().Be((500, "endpoint_not_verified"));
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path)).Result.Should().Be((500, "endpoint_not_verified"));

        _calls.All.Should().BeEmpty();
        var line = await receiver.Log.WhenAsync(104);
        line.Level.Should().Be(LogLevel.Error);
        line.Message.Should().Contain("endpoint_not_verified").And.Contain("MapControllers");
    }

    private static Task<Answer> SendForgedAsync(TestReceiver receiver, string path)
        => receiver.Platform.SendAsync(Payload.MessageReceived("evt-1"), path, "a-secret-that-nobody-has-set-0123");

    private Task<TestReceiver> StartAsync(Action<MvcOptions>? mvc = null, Action<WebApplication>? app = null) => TestReceiver.StartAsync(
        builder: builder =>
        {
            builder.Services.AddEightBitWebhooks("acme");
            builder.Services.AddSingleton(_calls);
            builder.Services.AddMvc(options =>
            {
                options.EnableEndpointRouting = false;
                mvc?.Invoke(options);
            }).AddApplicationPart(typeof(ClassicRoutingTests).Assembly);
        },
        app: app ?? (application => application.UseMvc()),
        settings: new() { ["EightBit:Webhooks:Receivers:acme:Secrets:0"] = Sender.OtherSecret });

    private sealed class ActionConvention(Type controller, Action<ActionModel> change) : IActionModelConvention
    {
        public void Apply(ActionModel action)
        {
            if (action.Controller.ControllerType == controller)
            {
                change(action);
            }
        }
    }

    /// <summary>An authorization filter that comes as early as an application can want.</summary>
    private sealed class Eager(List<string> order) : IAuthorizationFilter, IOrderedFilter
    {
        public int Order => int.MinValue + 1;

        public void OnAuthorization(AuthorizationFilterContext context) => order.Add("eager");
    }

    /// <summary>Turns whatever the result is into a success; result filters like it also run for what a filter has refused.</summary>
    private sealed class Optimist : IAlwaysRunResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            context.Result = new OkResult();
            if (!context.HttpContext.Response.HasStarted)
            {
                context.HttpContext.Response.StatusCode = 200;
            }
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
        }
    }
}

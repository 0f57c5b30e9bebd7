using EightBit.Webhooks.Receiver.Endpoints;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;
using EightBit.Webhooks.Receiver.FunctionalTests.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Endpoints.Misplaced;

/// <summary>Attributes that compile where nothing looks at them: the application does not start, and says where they belong.</summary>
public sealed class MisplacedAttributeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task On_an_interface_method_that_a_controller_implements(bool classicRouting)
        => await ShouldNotStartAsync(
            "IHook.Receive",
            builder => builder.Services.AddMvc(mvc => mvc.EnableEndpointRouting = !classicRouting).OnlyController<ImplementingController>(),
            app => _ = classicRouting ? app.UseMvc() : (object)app.MapControllers());

    [Fact]
    public async Task On_an_interface_method_whose_implementation_an_endpoint_calls()
        => await ShouldNotStartAsync("IHook.Receive", app: app => app.MapPost("/hook", new Hook().Receive));

    [Theory]
    [InlineData("handler")]
    [InlineData("inherited")]
    [InlineData("functions")]
    public async Task On_the_handler_method_of_a_Razor_Page(string page)
        => await ShouldNotStartAsync(
            "OnPost*",
            builder => builder.Services.AddRazorPages().OnlyPage(page switch
            {
                "handler" => typeof(MarkedHandlerPage),
                "inherited" => typeof(InheritedHandlerPage),
                _ => typeof(MarkedFunctionsPage),
            }),
            app => app.MapRazorPages());

    [Fact]
    public async Task On_a_method_of_a_hub()
        => await ShouldNotStartAsync("MarkedMethodHub.Receive", builder => builder.Services.AddSignalR(), app => app.MapHub<MarkedMethodHub>("/hub"));

    [Fact]
    public async Task On_a_hub()
        => await ShouldNotStartAsync("MarkedHub", builder => builder.Services.AddSignalR(), app => app.MapHub<MarkedHub>("/hub"));

    public static readonly TheoryData<string> EndpointsOfAMarkedClass = new("method", "request delegate", "lambda");

    [Theory]
    [MemberData(nameof(EndpointsOfAMarkedClass))]
    public async Task On_the_class_of_a_minimal_endpoint(string endpoint)
        => await ShouldNotStartAsync("MarkedClass", app: app => MarkedClass.Map(app, endpoint));

    [Fact]
    public async Task A_page_or_a_controller_that_is_marked_where_it_counts_is_verified_and_the_rest_is_left_alone()
    {
        var calls = new EndpointCalls();
        await using var receiver = await TestReceiver.StartAsync(
            builder: builder =>
            {
                builder.Services.AddSingleton(calls);
                builder.Services.AddSignalR();
                builder.Services.AddRazorPages().OnlyPage(typeof(MarkedModelPage)).OnlyController<MarkedImplementingController>();
            },
            app: app =>
            {
                app.MapRazorPages();
                app.MapControllers();
                app.MapHub<PlainHub>("/hub");
                app.MapGroup("/group").RequireEightBitWebhook().MapPost("/x", MarkedClass.Receive);
            });

        foreach (var path in new[] { "/Hook", "/implementing" })
        {
            (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-" + path), path, Sender.OtherSecret)).Result.Should().Be((401, "signature_mismatch"));
        }

        calls.All.Should().BeEmpty();
        (await receiver.Platform.SendAsync(Payload.MessageReceived("evt-2"), "/Hook")).Status.Should().Be(200);
        calls.All.Should().Equal("page");
    }

    [Fact]
    public async Task A_mapped_endpoint_that_is_marked_as_well_could_accept_nothing_so_it_does_not_start()
    {
        var (app, _) = TestReceiver.Create(app: app => app.MapGroup("/group").RequireEightBitWebhook().MapEightBitWebhooks());
        await using var disposing = app;

        await app.Invoking(a => a.StartAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*is mapped with MapEightBitWebhooks*marked with RequireEightBitWebhook as well*");
    }

    private static async Task ShouldNotStartAsync(string member, Action<WebApplicationBuilder>? builder = null, Action<WebApplication>? app = null)
    {
        var (created, _) = TestReceiver.Create(builder: builder, app: app);
        await using var disposing = created;

        await created.Invoking(a => a.StartAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage($"[EightBitWebhook] on *{member} protects nothing: *Put it *.");
    }

    private interface IHook
    {
        [EightBitWebhook]
        void Receive();
    }

    [Route("hook")]
    private sealed class ImplementingController : ControllerBase, IHook
    {
        [HttpPost]
        public void Receive()
        {
        }
    }

    [Route("implementing")]
    private sealed class MarkedImplementingController : ControllerBase, IHook
    {
        [HttpPost]
        [EightBitWebhook]
        public void Receive()
        {
        }
    }

    private sealed class Hook : IHook
    {
        public void Receive()
        {
        }
    }

    [EightBitWebhook]
    private static class MarkedClass
    {
        public static void Map(WebApplication app, string endpoint) => _ = endpoint switch
        {
            "method" => app.MapPost("/hook", Receive),
            "request delegate" => app.MapPost("/hook", (RequestDelegate)ReceiveRequest),
            _ => app.MapPost("/hook", () => "done"),
        };

        public static string Receive() => "done";

        private static Task ReceiveRequest(HttpContext context) => Task.CompletedTask;
    }

    private sealed class MarkedMethodHub : Hub
    {
        [EightBitWebhook]
        public void Receive() => Context.Abort();
    }

    [EightBitWebhook]
    private sealed class MarkedHub : Hub;

    private sealed class PlainHub : Hub;

    private class MarkedHandlerModel : PageModel
    {
        [EightBitWebhook]
        public void OnPost() => ModelState.Clear();
    }

    private sealed class InheritedHandlerModel : MarkedHandlerModel;

    [EightBitWebhook]
    private sealed class MarkedModel(EndpointCalls calls) : PageModel
    {
        public void OnPost() => calls.Add("page");
    }

    private sealed class MarkedHandlerPage : CompiledPage<MarkedHandlerModel>;

    private sealed class InheritedHandlerPage : CompiledPage<InheritedHandlerModel>;

    [IgnoreAntiforgeryToken]
    private sealed class MarkedModelPage : CompiledPage<MarkedModel>;

    private sealed class MarkedFunctionsPage : Page
    {
        public MarkedFunctionsPage Model => this;

        [EightBitWebhook]
        public void OnPostAsync() => ModelState.Clear();

        public override Task ExecuteAsync() => Task.CompletedTask;
    }
}

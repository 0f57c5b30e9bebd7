using EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Endpoints;

public sealed class MisplacedAttributeTests
{
    public static readonly TheoryData<string> Places = new(
        """
        public interface IHook
        {
            [[|EightBitWebhook|]]
            void Receive();

            [[|EightBitWebhook("acme")|]]
            static string Take() => "ok";
        }
        """,
        """
        public class HookModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
        {
            [[|EightBitWebhook|]]
            public void OnPost()
            {
            }
        }

        public sealed class DerivedModel : HookModel
        {
            [[|EightBitWebhook|]]
            public Task OnPostHookAsync() => Task.CompletedTask;
        }
        """,
        """
        public abstract class HookPage : Microsoft.AspNetCore.Mvc.RazorPages.Page
        {
            [[|EightBitWebhook|]]
            public void OnPost()
            {
            }
        }
        """,
        """
        public sealed class HookHub : Microsoft.AspNetCore.SignalR.Hub<IDisposable>
        {
            [[|EightBitWebhook|]]
            public void Receive()
            {
            }
        }

        [[|EightBitWebhook|]]
        public sealed class OtherHub : Microsoft.AspNetCore.SignalR.Hub;
        """,
        """
        [[|EightBitWebhook|]]
        public static class Endpoints
        {
            public static string Take() => "ok";
        }

        [[|EightBitWebhook|]]
        public sealed class Hooks
        {
            [[|EightBitWebhook|]]
            public static void MapHooks(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/hook", () => "ok");

            [[|EightBitWebhook|]]
            public static void MapMore(WebApplication app) => app.MapPost("/hook", () => "ok");

            public string Hook
            {
                [[|EightBitWebhook|]]
                get => "ok";
            }
        }
        """,
        """
        [[|EightBitWebhook|]]
        public sealed class ByConvention(RequestDelegate next)
        {
            [[|EightBitWebhook|]]
            public Task InvokeAsync(HttpContext context) => next(context);
        }

        public sealed class ByInterface : IMiddleware
        {
            [[|EightBitWebhook|]]
            public Task InvokeAsync(HttpContext context, RequestDelegate next) => next(context);
        }
        """,
        """
        public static class Pipeline
        {
            public static void Add(WebApplication app)
            {
                app.Use([[|EightBitWebhook|]] (context, next) => next(context));
                app.Use([[|EightBitWebhook|]] (next) => next);
                app.Run([[|EightBitWebhook|]] (context) => Task.CompletedTask);
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_place_where_nothing_looks_at_the_attribute_is_an_error(string source)
        => await Code.Library(source).ShouldReportAsync("EBW005", "protects nothing here");

    [Fact]
    public async Task The_places_where_it_counts_are_left_alone()
        => await Code.Library("""
            using Microsoft.AspNetCore.Mvc;

            public interface IHook
            {
                void Receive();
            }

            public sealed class HookController : ControllerBase, IHook
            {
                [EightBitWebhook]
                public void Receive()
                {
                }
            }

            [EightBitWebhook]
            public class WithoutTheName : ControllerBase;

            [EightBitWebhook]
            public class Derived : WithoutTheName;

            [Controller, EightBitWebhook]
            public class ByAttribute;

            [EightBitWebhook]
            public class PlainController;

            [EightBitWebhook]
            public abstract class BaseOfControllers;

            [EightBitWebhook]
            public class HookModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel;

            [EightBitWebhook]
            public class HookComponent : Microsoft.AspNetCore.Components.ComponentBase;

            [EightBitWebhook]
            public class OfAnotherFramework : System.IO.MemoryStream;

            public static class Endpoints
            {
                public static void Map(WebApplication app)
                {
                    app.MapPost("/lambda", [EightBitWebhook] () => "ok");
                    app.MapPost("/request", [EightBitWebhook] (HttpContext context) => Task.CompletedTask);
                    app.MapFallback([EightBitWebhook] () => "ok");
                    app.MapPost("/local", Local);
                    app.MapPost("/method", Take);
                    Func<string> held = [EightBitWebhook] () => "ok";
                    app.MapPost("/held", held);

                    [EightBitWebhook]
                    static string Local() => "ok";
                }

                [EightBitWebhook]
                public static string Take() => "ok";
            }
            """).ShouldReportNothingAsync();

    [Fact]
    public async Task Tests_are_left_alone()
        => await Code.Library("""
            [EightBitWebhook]
            public static class Endpoints;
            """).WithTestFramework().ShouldReportNothingAsync();

    [Fact]
    public async Task A_place_in_generated_code_is_reported_because_pages_are_compiled_to_it()
        => await Code.Library("""
            // <auto-generated/>
            public abstract class Pages_Hook : Microsoft.AspNetCore.Mvc.RazorPages.Page
            {
                [[|EightBitWebhook|]]
                public void OnPost()
                {
                }
            }
            """).ShouldReportAsync("EBW005");
}

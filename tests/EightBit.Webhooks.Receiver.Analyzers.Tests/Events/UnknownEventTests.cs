using EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Events;

public sealed class UnknownEventTests
{
    [Theory]
    [InlineData("message.recieved", "message.received")]
    [InlineData("Message.Received", "message.received")]
    [InlineData("message_received", "message.received")]
    [InlineData("conversation.create", "conversation.created")]
    [InlineData("conversations.*", "conversation.*")]
    [InlineData("account.usage-threshold", "account.usage_threshold")]
    public async Task A_slip_of_the_pen_is_reported_and_mended_in_libraries_too(string written, string meant)
    {
        var code = Library($""".AddHandler<Raw>([|"{written}"|])""");

        await code.ShouldReportAsync("EBW002", saying: $"was \"{meant}\" meant?");
        await code.ShouldBecomeAsync(LibrarySource($""".AddHandler<Raw>("{meant}")"""));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("message.received")]
    [InlineData("conversation.*")]
    [InlineData("account.usage_threshold")]
    public async Task The_platforms_events_are_known(string pattern)
        => await Application($""".AddHandler<Raw>("{pattern}")""").ShouldReportNothingAsync();

    [Theory]
    [InlineData("order.placed")]
    [InlineData("order.*")]
    public async Task A_type_that_nobody_knows_is_reported_where_the_whole_application_is_seen(string pattern)
    {
        await Application($""".AddHandler<Raw>([|"{pattern}"|])""").ShouldReportAsync("EBW002", saying: "add it with AddEvent");
        await Application($""".AddHandler<Raw>("{pattern}")""").ShouldHaveNoFixAsync();
        await Library($""".AddHandler<Raw>("{pattern}")""").ShouldReportNothingAsync();
        await Application($""".AddHandler<Raw>("{pattern}")""").WithTestFramework().ShouldReportNothingAsync();
    }

    [Theory]
    [InlineData("order.placed")]
    [InlineData("order.*")]
    public async Task A_type_that_the_application_adds_is_known(string pattern)
        => await Application($""".AddHandler<Raw>("{pattern}").AddEvent("order.placed", Json.Order)""").ShouldReportNothingAsync();

    [Fact]
    public async Task A_type_that_is_added_under_a_name_from_elsewhere_may_be_any()
        => await Application(""".AddHandler<Raw>("order.placed").AddEvent(args[0], Json.Order)""").ShouldReportNothingAsync();

    [Fact]
    public async Task A_type_from_the_editorconfig_is_known()
        => await Application(""".AddHandler<Raw>("order.placed").AddHandler<Raw>("order.*")""")
            .WithEditorConfig("""
                [*.cs]
                eightbit_webhooks_event_types = invoice.paid, order.placed
                """)
            .ShouldReportNothingAsync();

    [Theory]
    [InlineData("conversation*")]
    [InlineData("*.created")]
    [InlineData("message received")]
    [InlineData("")]
    public async Task What_is_no_pattern_is_reported(string pattern)
        => await Library($""".AddHandler<Raw>([|"{pattern}"|])""").ShouldReportAsync("EBW002", saying: "does not start");

    [Fact]
    public async Task A_pattern_that_is_not_a_constant_is_left_alone()
        => await Application(".AddHandler<Raw>(args[0])").ShouldReportNothingAsync();

    [Fact]
    public async Task A_payload_type_that_no_event_is_read_as_is_reported()
    {
        await Application(".AddHandler<[|Order|], Typed<Order>>()").ShouldReportAsync("EBW002", saying: ".AddEvent(");
        await Application(".AddHandler<[|EventData|], Typed<EventData>>()").ShouldReportAsync("EBW002");
        await Application(".AddHandler<Order, Typed<Order>>()").ShouldHaveNoFixAsync();
    }

    [Theory]
    [InlineData(".AddHandler<MessageReceived, Typed<MessageReceived>>()")]
    [InlineData(".AddHandler<UnknownEvent, Typed<UnknownEvent>>()")]
    [InlineData(".AddHandler<Order, Typed<Order>>().AddEvent(\"order.placed\", Json.Order)")]
    [InlineData(".AddHandler<Order, Typed<Order>>().AddEvent(args[0], Json.Order)")]
    [InlineData(".AddAny<Order>()")]
    public async Task A_payload_type_that_events_are_read_as_is_known(string registrations)
        => await Application(registrations).ShouldReportNothingAsync();

    [Fact]
    public async Task A_payload_type_may_be_added_where_this_project_does_not_see_it()
    {
        await Library(".AddHandler<Order, Typed<Order>>()").ShouldReportNothingAsync();

        var code = await Application(".AddHandler<Order, Typed<Order>>()").WithLibraryAsync(LibrarySource(".AddHandler<Raw>(\"*\")"));
        await code.ShouldReportNothingAsync();
    }

    private static Code Application(string registrations) => Code.Application($"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddEightBitWebhooks(){registrations};
        {Types}
        """);

    private static Code Library(string registrations) => Code.Library(LibrarySource(registrations));

    private static string LibrarySource(string registrations) => $$"""
        public static class Startup
        {
            public static void Configure(IServiceCollection services) => services.AddEightBitWebhooks(){{registrations}};
        }
        {{Types}}
        """;

    private const string Types = """
        internal sealed class Order;

        internal static class Json
        {
            public static System.Text.Json.Serialization.Metadata.JsonTypeInfo<Order> Order => throw new NotImplementedException();

            public static IEightBitWebhooksBuilder AddAny<T>(this IEightBitWebhooksBuilder builder) where T : class => builder.AddHandler<T, Typed<T>>();
        }

        internal sealed class Raw : IWebhookHandler
        {
            public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        internal sealed class Typed<T> : IWebhookHandler<T> where T : class
        {
            public Task HandleAsync(WebhookEvent<T> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """;
}

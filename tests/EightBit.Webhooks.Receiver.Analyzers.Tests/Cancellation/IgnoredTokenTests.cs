using EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Cancellation;

public sealed class IgnoredTokenTests
{
    [Theory]
    [InlineData("await Task.[|Delay|](1000);", "await Task.Delay(1000, cancellationToken);")]
    [InlineData("await Task.[|Delay|](1000).ConfigureAwait(false);", "await Task.Delay(1000, cancellationToken).ConfigureAwait(false);")]
    [InlineData("await http.[|GetAsync|](\"/\");", "await http.GetAsync(\"/\", cancellationToken);")]
    [InlineData("await http.[|PostAsJsonAsync|](\"/\", e.Id);", "await http.PostAsJsonAsync(\"/\", e.Id, cancellationToken: cancellationToken);")]
    [InlineData("await (await http.[|GetAsync|](\"/\")).Content.[|ReadAsStringAsync|]();",
        "await (await http.GetAsync(\"/\", cancellationToken)).Content.ReadAsStringAsync(cancellationToken);")]
    [InlineData("await db.[|SaveChangesAsync|]();", "await db.SaveChangesAsync(cancellationToken);")]
    [InlineData("await db.Set<Row>().[|FindAsync|](e.Id, 7);", "await db.Set<Row>().FindAsync([e.Id, 7], cancellationToken);")]
    [InlineData("await db.Set<Row>().[|ToListAsync|]();", "await db.Set<Row>().ToListAsync(cancellationToken);")]
    [InlineData("await db.Set<Row>().[|AddAsync|](new Row());", "await db.Set<Row>().AddAsync(new Row(), cancellationToken);")]
    [InlineData("await File.[|WriteAllTextAsync|](path: \"f\", contents: \"t\");",
        "await File.WriteAllTextAsync(path: \"f\", contents: \"t\", cancellationToken: cancellationToken);")]
    [InlineData("await Task.WhenAll(http.[|GetAsync|](\"/a\"), http.[|GetAsync|](\"/b\"));",
        "await Task.WhenAll(http.GetAsync(\"/a\", cancellationToken), http.GetAsync(\"/b\", cancellationToken));")]
    [InlineData("await new Client().[|SendAsync|](\"a\");", "await new Client().SendAsync(\"a\", stop: cancellationToken);")]
    [InlineData("await new Client().[|CallAsync|]<int>(1);", "await new Client().CallAsync<int>(1, cancellationToken);")]
    [InlineData("await (http?.[|GetAsync|](\"/\") ?? Task.FromResult(new HttpResponseMessage()));",
        "await (http?.GetAsync(\"/\", cancellationToken) ?? Task.FromResult(new HttpResponseMessage()));")]
    [InlineData("await [|Own|](); async Task Own(CancellationToken stop = default) => await Task.[|Delay|](1);",
        "await Own(cancellationToken); async Task Own(CancellationToken stop = default) => await Task.Delay(1, stop);")]
    [InlineData("var send = async () => await http.[|GetAsync|](\"/\"); await send();",
        "var send = async () => await http.GetAsync(\"/\", cancellationToken); await send();")]
    [InlineData("await Parallel.ForEachAsync([1], cancellationToken, async (_, stop) => await http.[|GetAsync|](\"/\"));",
        "await Parallel.ForEachAsync([1], cancellationToken, async (_, stop) => await http.GetAsync(\"/\", stop));")]
    public async Task A_call_without_the_token_is_reported_and_given_it(string statement, string mended)
    {
        await Code.Library(Handler(statement)).ShouldReportAsync("EBW004");
        await Code.Library(Handler(MarkedSource.Parse(statement).Text)).ShouldBecomeAsync(Handler(mended));
    }

    [Theory]
    [InlineData("await Task.Delay(1000, cancellationToken);")]
    [InlineData("await Task.Delay(1000, CancellationToken.None);")]
    [InlineData("await http.GetAsync(\"/\", default(CancellationToken));")]
    [InlineData("using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken); await Task.Delay(1, both.Token);")]
    [InlineData("await http.GetAsync(\"/\").WaitAsync(cancellationToken);")]
    [InlineData("await Task.Yield(); await Task.CompletedTask; await Task.FromResult(1);")]
    [InlineData("try { await Task.Yield(); } catch { await db.SaveChangesAsync(); throw; }")]
    [InlineData("try { await Task.Yield(); } finally { await db.SaveChangesAsync(); }")]
    [InlineData("await Own(); static async Task Own() => await Task.Delay(1000);")]
    [InlineData("await new Client().OnlyAsync(); await new Client().RetiredAsync();")]
    [InlineData("_ = db.SaveChanges();")]
    public async Task A_call_that_has_a_token_or_has_no_use_for_it_is_left_alone(string statement)
        => await Code.Library(Handler(statement)).ShouldReportNothingAsync();

    [Fact]
    public async Task Handlers_of_every_kind_are_looked_at()
        => await Code.Library("""
            internal sealed class Raw : IWebhookHandler
            {
                public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken stop) => Task.[|Delay|](1);
            }

            internal sealed class Explicit : IWebhookHandler<MessageReceived>
            {
                Task IWebhookHandler<MessageReceived>.HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken stop) => Task.[|Delay|](1);
            }

            internal abstract class Base : IWebhookHandler<MessageReceived>
            {
                public abstract Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken stop);
            }

            internal sealed class Derived : Base
            {
                public override Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken stop) => Task.[|Delay|](1);
            }
            """).ShouldReportAsync("EBW004", saying: "'stop'");

    [Fact]
    public async Task Other_methods_are_left_to_the_SDKs_own_rule()
        => await Code.Library("""
            internal sealed class NoHandler
            {
                public Task HandleAsync(WebhookEvent webhookEvent, CancellationToken stop) => Task.Delay(1);
            }
            """).ShouldReportNothingAsync();

    [Theory]
    [InlineData("warning", false)]
    [InlineData("error", false)]
    [InlineData("suggestion", true)]
    [InlineData("none", true)]
    public async Task Where_CA2016_is_reported_by_a_build_this_rule_is_silent(string severity, bool reports)
    {
        var code = Code.Library(Handler("await Task.[|Delay|](1000);")).WithEditorConfig($"""
            [*.cs]
            dotnet_diagnostic.CA2016.severity = {severity}
            """);

        await (reports ? code.ShouldReportAsync("EBW004") : code.ShouldReportNothingAsync());
    }

    [Fact]
    public async Task Tests_are_left_alone()
        => await Code.Library(Handler("await Task.Delay(1000);")).WithTestFramework().ShouldReportNothingAsync();

    [Fact]
    public async Task All_calls_of_a_file_are_fixed_at_once()
        => await Code.Library(Handler("await Task.Delay(1); await db.SaveChangesAsync(); await http.GetAsync(\"/\");"))
            .ShouldBecomeAtOnceAsync(Handler(
                "await Task.Delay(1, cancellationToken); await db.SaveChangesAsync(cancellationToken); await http.GetAsync(\"/\", cancellationToken);"));

    private static string Handler(string statement) => $$"""
        using Microsoft.EntityFrameworkCore;

        internal sealed class Handler(HttpClient http, DbContext db) : IWebhookHandler<MessageReceived>
        {
            public async Task HandleAsync(WebhookEvent<MessageReceived> e, CancellationToken cancellationToken)
            {
                {{statement}}
            }
        }

        internal sealed class Row;

        internal sealed class Client
        {
            public Task SendAsync(string text, int attempts = 3, CancellationToken stop = default) => Task.CompletedTask;

            public Task<T> CallAsync<T>(T value) => Task.FromResult(value);

            public Task<T> CallAsync<T>(T value, CancellationToken stop) => Task.FromResult(value);

            public Task OnlyAsync() => Task.CompletedTask;

            public Task RetiredAsync() => Task.CompletedTask;

            [Obsolete("Takes no token any more.")]
            public Task RetiredAsync(CancellationToken stop) => Task.CompletedTask;
        }
        """;
}

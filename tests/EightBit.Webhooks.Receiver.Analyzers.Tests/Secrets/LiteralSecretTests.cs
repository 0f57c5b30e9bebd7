using EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Secrets;

public sealed class LiteralSecretTests
{
    [Theory]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Add([|"correct-horse-battery"|]));""")]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Insert(0, [|"correct-horse-battery"|]));""")]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets[0] = [|"correct-horse-battery"|]);""")]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Add([|Constant|]));""")]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Add([|Field|]));""")]
    [InlineData("""var text = "correct-horse-battery"; services.AddEightBitWebhooks(options => options.Secrets.Add([|text|]));""")]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Add(configuration["secret"] ?? [|"correct-horse-battery"|]));""")]
    [InlineData("""_ = new WebhookReceiverOptions { Secrets = { [|"correct-horse-battery"|] } };""")]
    [InlineData("""_ = WebhookSecret.FromText([|"correct-" + "horse-battery"|]);""")]
    [InlineData("""_ = WebhookSecret.FromHex([|"00112233445566778899aabbccddeeff"|]);""")]
    [InlineData("""_ = WebhookSecret.TryCreate([|"correct-horse-battery"|], SecretEncoding.Utf8, out _, out _);""")]
    [InlineData("""configuration["EightBit:Webhooks:Secrets:0"] = [|"correct-horse-battery"|];""")]
    [InlineData("""configuration["eightbit:webhooks:receivers:acme:secrets:1"] = [|"correct-horse-battery"|];""")]
    [InlineData("""_ = new Dictionary<string, string?> { ["EightBit:Webhooks:Secrets:0"] = [|"correct-horse-battery"|] };""")]
    [InlineData("""_ = new Dictionary<string, string?> { { "EightBit:Webhooks:Secrets:0", [|"correct-horse-battery"|] } };""")]
    [InlineData("""_ = new KeyValuePair<string, string?>("EightBit:Webhooks:Secrets:0", [|"correct-horse-battery"|]);""")]
    [InlineData("""Environment.SetEnvironmentVariable("EightBit__Webhooks__Secrets__0", [|"correct-horse-battery"|]);""")]
    public async Task A_literal_that_becomes_a_secret_is_reported(string statement)
        => await Code.Library(Around(statement)).ShouldReportAsync("EBW003");

    [Theory]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Add(configuration["secret"]!));""")]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Clear());""")]
    [InlineData("""services.AddEightBitWebhooks("acme", options => options.RequireHttps = true);""")]
    [InlineData("""_ = WebhookSecret.FromText(File.ReadAllText("/run/secrets/webhooks").Trim());""")]
    [InlineData("""_ = WebhookSecret.TryCreate("", SecretEncoding.Utf8, out _, out _);""")]
    [InlineData("""_ = WebhookSecret.FromText("correct-horse-battery").Equals("another text");""", true)]
    [InlineData("""configuration["EightBit:Webhooks:MaxBodyBytes"] = "65536";""")]
    [InlineData("""configuration["Other:Secrets:0"] = "correct-horse-battery";""")]
    [InlineData("""_ = configuration["EightBit:Webhooks:Secrets:0"] ?? "none";""")]
    [InlineData("""var digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"; Console.WriteLine(digest);""")]
    [InlineData("""new List<string>().Add("correct-horse-battery");""")]
    public async Task Other_texts_are_left_alone(string statement, bool inTests = false)
    {
        var code = Code.Library(Around(statement));
        await (inTests ? code.WithTestFramework() : code).ShouldReportNothingAsync();
    }

    [Fact]
    public async Task The_fix_removes_what_the_configuration_says_anyway()
        => await Code.Library(Around("""services.AddEightBitWebhooks(options => options.Secrets.Add("correct-horse-battery"));"""))
            .ShouldBecomeAsync(Around("services.AddEightBitWebhooks();"));

    [Fact]
    public async Task The_fix_keeps_the_receivers_name()
        => await Code.Library(Around("""services.AddEightBitWebhooks("acme", options => { options.Secrets.Add("correct-horse-battery"); });"""))
            .ShouldBecomeAsync(Around("""services.AddEightBitWebhooks("acme");"""));

    [Fact]
    public async Task The_fix_keeps_the_other_options()
        => await Code.Library(Around("""
            services.AddEightBitWebhooks(options =>
            {
                options.RequireHttps = true;
                options.Secrets.Add("correct-horse-battery");
            });
            """))
            .ShouldBecomeAsync(Around("""
            services.AddEightBitWebhooks(options =>
            {
                options.RequireHttps = true;
            });
            """));

    [Theory]
    [InlineData("""_ = WebhookSecret.FromText({0});""")]
    [InlineData("""configuration["EightBit:Webhooks:Secrets:0"] = {0};""")]
    [InlineData("""services.AddEightBitWebhooks(options => options.Secrets.Add(configuration["secret"] ?? {0}));""")]
    public async Task Elsewhere_the_fix_reads_the_environment(string statement)
    {
        const string lookup = """Environment.GetEnvironmentVariable("EightBit__Webhooks__Secrets__0") ?? """
            + """throw new InvalidOperationException("EightBit__Webhooks__Secrets__0 is not set.")""";

        await Code.Library(Around(statement.Replace("{0}", "\"correct-horse-battery\"", StringComparison.Ordinal)))
            .ShouldBecomeAsync(Around(statement.Replace("{0}", lookup, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_fix_reads_the_environment_where_System_is_not_imported_too()
        => await Code.Bare("""_ = EightBit.Webhooks.Receiver.Secrets.WebhookSecret.FromText("correct-horse-battery");""")
            .ShouldBecomeAsync(
                """_ = EightBit.Webhooks.Receiver.Secrets.WebhookSecret.FromText(System.Environment.GetEnvironmentVariable("EightBit__Webhooks__Secrets__0") """
                + """?? throw new System.InvalidOperationException("EightBit__Webhooks__Secrets__0 is not set."));""");

    private static string Around(string statement) => $$"""
        public static class Startup
        {
            private const string Constant = "correct-horse-battery";
            private static readonly string Field = "correct-horse-battery";

            public static void Configure(IServiceCollection services, IConfiguration configuration)
            {
                {{statement.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}

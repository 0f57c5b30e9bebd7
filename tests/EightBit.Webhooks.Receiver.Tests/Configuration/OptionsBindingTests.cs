using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.InMemory;
using EightBit.Webhooks.Receiver.Processing;
using EightBit.Webhooks.Receiver.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EightBit.Webhooks.Receiver.Tests.Configuration;

/// <summary>What <c>AddEightBitWebhooks</c> makes of a configuration.</summary>
public sealed class OptionsBindingTests
{
    private const string First = "00112233445566778899aabbccddeeff";
    private const string Second = "ffeeddccbbaa99887766554433221100";

    [Fact]
    public void DefaultReceiver_EverySettingConfigured_HasThemAll()
    {
        var options = Options(Configuration(
            ("EightBit:Webhooks:Secrets:0", First),
            ("EightBit:Webhooks:Secrets:1", Second),
            ("EightBit:Webhooks:SecretEncoding", "hex"),
            ("EightBit:Webhooks:TimestampTolerance", "00:10:00"),
            ("EightBit:Webhooks:DeduplicationRetention", "7.00:00:00"),
            ("EightBit:Webhooks:RequireSignedTimestamp", "true"),
            ("EightBit:Webhooks:MaxBodyBytes", "2048"),
            ("EightBit:Webhooks:AcknowledgementTimeout", "00:00:02.5"),
            ("EightBit:Webhooks:RequireHttps", "True"),
            ("EightBit:Webhooks:Ordering", "None"),
            ("EightBit:Webhooks:InlineLease", "00:01:00")));

        var expected = new WebhookReceiverOptions
        {
            SecretEncoding = SecretEncoding.Hex,
            TimestampTolerance = TimeSpan.FromMinutes(10),
            DeduplicationRetention = TimeSpan.FromDays(7),
            RequireSignedTimestamp = true,
            MaxBodyBytes = 2048,
            AcknowledgementTimeout = TimeSpan.FromSeconds(2.5),
            RequireHttps = true,
            Ordering = EventOrdering.None,
            InlineLease = TimeSpan.FromMinutes(1),
        };
        expected.Secrets.Add(First);
        expected.Secrets.Add(Second);
        options.Should().BeEquivalentTo(expected, because => because.WithStrictOrdering());
    }

    [Fact]
    public void NamedReceivers_EachInItsOwnSection_HaveTheirOwnSettings()
    {
        var configuration = Configuration(
            ("EightBit:Webhooks:Secrets:0", First),
            ("EightBit:Webhooks:MaxBodyBytes", "1111"),
            ("EightBit:Webhooks:Receivers:acme:Secrets:0", Second),
            ("EightBit:Webhooks:Receivers:acme:MaxBodyBytes", "2222"),
            ("EightBit:Webhooks:Receivers:globex:Secrets:0", Second));
        using var provider = Services(configuration, services =>
        {
            services.AddEightBitWebhooks();
            services.AddEightBitWebhooks("acme");
            services.AddEightBitWebhooks("globex");
        });

        Get(provider, "").MaxBodyBytes.Should().Be(1111);
        Get(provider, "").Secrets.Should().Equal(First);
        Get(provider, "acme").MaxBodyBytes.Should().Be(2222);
        Get(provider, "acme").Secrets.Should().Equal(Second);
        Get(provider, "globex").MaxBodyBytes.Should().Be(1024 * 1024, "the default receiver's settings are not everybody's");
    }

    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    public void AddEightBitWebhooks_TwiceWithOneName_DoesNotDoubleTheSecretsAndAppliesBothCallbacks(string name)
    {
        var section = name.Length == 0 ? "EightBit:Webhooks" : $"EightBit:Webhooks:Receivers:{name}";
        using var provider = Services(Configuration(($"{section}:Secrets:0", First)), services =>
        {
            services.AddEightBitWebhooks(name, options => options.MaxBodyBytes = 5000);
            services.AddEightBitWebhooks(name, options => options.RequireHttps = true);
            services.AddEightBitWebhooks(name);
        });

        var options = Get(provider, name);

        options.Secrets.Should().Equal(First);
        (options.MaxBodyBytes, options.RequireHttps).Should().Be((5000, true));
    }

    [Fact]
    public void Configure_InCode_WinsOverTheConfiguration()
    {
        var configuration = Configuration(("EightBit:Webhooks:Secrets:0", First), ("EightBit:Webhooks:MaxBodyBytes", "2048"));

        Options(configuration, options => options.MaxBodyBytes = 4096).MaxBodyBytes.Should().Be(4096);
    }

    [Fact]
    public void ProcessingAndInMemory_Configured_AreBoundAndChangedByCodeAfterwards()
    {
        var configuration = Configuration(
            ("EightBit:Webhooks:Processing:MaxConcurrency", "3"),
            ("EightBit:Webhooks:Processing:HandlerTimeout", "00:00:10"),
            ("EightBit:Webhooks:Processing:MaxAttempts", "4"),
            ("EightBit:Webhooks:InMemory:MaxPendingEvents", "5"),
            ("EightBit:Webhooks:InMemory:MaxPendingBytes", "5000000000"),
            ("EightBit:Webhooks:InMemory:MaxDeadLetters", "6"));
        using var provider = Services(configuration, services => services.AddEightBitWebhooks()
            .ConfigureProcessing(options => options.MaxAttempts = 7)
            .UseInMemoryInbox(options => options.MaxDeadLetters = 8));

        var processing = provider.GetRequiredService<IOptions<WebhookProcessingOptions>>().Value;
        var inMemory = provider.GetRequiredService<IOptions<InMemoryInboxOptions>>().Value;

        (processing.MaxConcurrency, processing.HandlerTimeout, processing.MaxAttempts).Should().Be((3, TimeSpan.FromSeconds(10), 7));
        (inMemory.MaxPendingEvents, inMemory.MaxPendingBytes, inMemory.MaxDeadLetters).Should().Be((5, 5_000_000_000, 8));
    }

    [Fact]
    public void Get_InvalidConfiguration_ReportsEveryFaultWithItsKeyAndNoSecret()
    {
        var configuration = Configuration(
            ("EightBit:Webhooks:Receivers:acme:Secrets:0", First), ("EightBit:Webhooks:Receivers:acme:Secrets:1", "canary"),
            ("EightBit:Webhooks:Receivers:acme:MaxBodyBytes", "1"), ("EightBit:Webhooks:Receivers:acme:Ordering", "5"));
        using var provider = Services(configuration, services => services.AddEightBitWebhooks("acme"));

        FluentActions.Invoking(() => Get(provider, "acme")).Should().Throw<OptionsValidationException>()
            .Where(exception => exception.Failures.Count() == 3)
            .Where(exception => exception.Failures.All(failure => failure.StartsWith("EightBit:Webhooks:Receivers:acme:", StringComparison.Ordinal)))
            .Where(exception => !exception.ToString().Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public void Get_NoConfigurationAtAll_FailsForWantOfASecret()
    {
        using var provider = Services(Configuration(), services => services.AddEightBitWebhooks());

        FluentActions.Invoking(() => Get(provider, "")).Should().Throw<OptionsValidationException>().WithMessage("*EightBit:Webhooks:Secrets has no secret*");
    }

    [Fact]
    public void ValidateOnStart_AnyFault_StopsTheApplicationFromStarting()
    {
        using var provider = Services(
            Configuration(("EightBit:Webhooks:Processing:MaxAttempts", "0"), ("EightBit:Webhooks:InMemory:MaxPendingEvents", "0")),
            services => services.AddEightBitWebhooks());

        FluentActions.Invoking(() => provider.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<AggregateException>()
            .Where(exception => exception.InnerExceptions.Count == 3, "the receiver, the processing and the inbox each have a fault");
    }

    [Fact]
    public async Task Reload_RotatedSecret_IsUsedWithoutARestart()
    {
        var configuration = Configuration(("EightBit:Webhooks:Secrets:0", First));
        using var provider = Services(configuration, services => services.AddEightBitWebhooks());
        var monitor = provider.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>();
        var changes = new List<string?>();
        using var subscription = monitor.OnChange((_, name) => changes.Add(name));
        monitor.CurrentValue.Secrets.Should().Equal(First);

        configuration["EightBit:Webhooks:Secrets:0"] = Second;
        configuration["EightBit:Webhooks:Secrets:1"] = First;
        configuration["EightBit:Webhooks:RequireHttps"] = "true";
        configuration.Reload();

        monitor.CurrentValue.Secrets.Should().Equal(Second, First);
        monitor.CurrentValue.RequireHttps.Should().BeTrue();
        changes.Should().Contain("");
        var source = provider.GetRequiredService<ConfiguredSecretSource>();
        source.GetSecrets("").Count.Should().Be(2);
    }

    [Fact]
    public void Reload_InvalidThenCorrected_FailsMeanwhileAndWorksAgain()
    {
        var configuration = Configuration(("EightBit:Webhooks:Secrets:0", First));
        using var provider = Services(configuration, services => services.AddEightBitWebhooks());
        var monitor = provider.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>();
        _ = monitor.CurrentValue;

        configuration["EightBit:Webhooks:Secrets:0"] = "short";
        FluentActions.Invoking(configuration.Reload).Should().Throw<Exception>("the options are built anew at once");
        FluentActions.Invoking(() => monitor.CurrentValue).Should().Throw<OptionsValidationException>("the last good secret is not used any more");

        configuration["EightBit:Webhooks:Secrets:0"] = Second;
        configuration.Reload();
        monitor.CurrentValue.Secrets.Should().Equal(Second);
    }

    [Fact]
    public async Task Reload_OfAJsonFile_ChangesTheOptions()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "appsettings.json");
            await File.WriteAllTextAsync(path, Json(First));
            var configuration = new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
            using var provider = Services(configuration, services => services.AddEightBitWebhooks("acme"));
            var monitor = provider.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>();
            monitor.Get("acme").Secrets.Should().Equal(First);
            var changed = new TaskCompletionSource<WebhookReceiverOptions>();
            using var subscription = monitor.OnChange((options, _) => changed.TrySetResult(options));

            // What the file watcher does once it has seen the change; whether it sees it is the platform's business.
            await File.WriteAllTextAsync(path, Json(Second));
            configuration.Reload();

            (await changed.Task).Secrets.Should().Equal(Second);
            monitor.Get("acme").Secrets.Should().Equal(Second);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Json(string secret) => """{"EightBit":{"Webhooks":{"Receivers":{"acme":{"Secrets":["SECRET"]}}}}}"""
        .Replace("SECRET", secret, StringComparison.Ordinal);

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings)
        => new ConfigurationBuilder()
            .Add(new MemoryConfigurationSource { InitialData = settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)) })
            .Build();

    private static ServiceProvider Services(IConfiguration configuration, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        add(services);
        return services.BuildServiceProvider();
    }

    private static WebhookReceiverOptions Options(IConfiguration configuration, Action<WebhookReceiverOptions>? configure = null)
    {
        using var provider = Services(configuration, services => services.AddEightBitWebhooks(configure ?? (_ => { })));
        return Get(provider, "");
    }

    private static WebhookReceiverOptions Get(ServiceProvider provider, string name)
        => provider.GetRequiredService<IOptionsMonitor<WebhookReceiverOptions>>().Get(name);
}

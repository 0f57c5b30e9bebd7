using EightBit.Webhooks.Receiver.Testing.Sending;
using ExternalProcessing.Answers;
using ExternalProcessing.Demo;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Samples.Tests.Support;

namespace Samples.Tests.ExternalProcessing;

/// <summary>The whole application with a clock that the tests hold in their hands, and a model that it asks over HTTP.</summary>
internal sealed class ExternalProcessingFactory : StoppingFactory<AnswerBook>
{
    private readonly TemporaryFolder _folder = new();

    public ExternalProcessingFactory(ModelStandIn model) => Model = model;

    public ModelStandIn Model { get; }

    public FakeTimeProvider Time { get; } = new();

    /// <summary>For tests of the delays within an attempt.</summary>
    public bool HasRealClock { get; init; }

    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public AnswerBook Answers => Services.GetRequiredService<AnswerBook>();

    public WebhookSender CreateWebhookSender() => Services.CreateWebhookSender(CreateClient());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Model.DisposeAsync();
        _folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("EightBit:Webhooks:Secrets:0", "the-secret-of-the-tests");
        builder.UseSetting("EightBit:Webhooks:Processing:DrainTimeout", "00:00:00");
        builder.UseSetting("ConnectionStrings:Webhooks", _folder.Database("inbox.db"));
        builder.UseSetting("ConnectionStrings:Answers", _folder.Database("answers.db"));
        builder.UseSetting("ExternalProcessing:Model:Url", Model.Url);
        builder.UseSetting("ExternalProcessing:Model:CallTimeout", CallTimeout.ToString());
        builder.ConfigureTestServices(services => services.AddSingleton(HasRealClock ? TimeProvider.System : Time));
    }
}

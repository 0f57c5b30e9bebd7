using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Browsing;
using EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;
using EightBit.Webhooks.Receiver.Testing.Samples;
using EightBit.Webhooks.Receiver.Testing.Waiting;

namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests;

/// <summary>A test with an application and its dashboard in a browser. What the page complains about fails it, whatever it tests.</summary>
[Collection(ChromiumGroup.Name)]
[Trait("Category", "Slow")]
public abstract class DashboardTest(Chromium chromium) : IAsyncLifetime
{
    private DashboardApp? _app;
    private DashboardPage? _dashboard;

    private protected Chromium Chromium { get; } = chromium;

    private protected DashboardApp App => _app ?? throw new InvalidOperationException("The application has not been started.");

    private protected DashboardPage Dashboard => _dashboard ?? throw new InvalidOperationException("The dashboard has not been opened.");

    public virtual async Task InitializeAsync()
    {
        _app = await StartAppAsync();
        _dashboard = await DashboardPage.OpenAsync(Chromium, _app, visit: false);
    }

    public async Task DisposeAsync()
    {
        try
        {
            if (_dashboard is not null)
            {
                await _dashboard.DisposeAsync();
            }
        }
        finally
        {
            if (_app is not null)
            {
                await _app.DisposeAsync();
            }
        }
    }

    private protected virtual Task<DashboardApp> StartAppAsync() => DashboardApp.StartAsync();

    private protected async Task<SampleEvent> SendHandledAsync(SampleEvent sampleEvent)
    {
        await App.Platform.SendAsync(sampleEvent);
        await App.Host.WhenHandledAsync(sampleEvent.Id);
        return sampleEvent;
    }

    private protected async Task<SampleEvent> SendDeadAsync(SampleEvent sampleEvent, string error = "The CRM is closed.")
    {
        App.Script.FailWith(() => new InvalidOperationException(error));
        await App.Platform.SendAsync(sampleEvent);
        await App.Host.WhenDeadAsync(sampleEvent.Id);
        return sampleEvent;
    }
}

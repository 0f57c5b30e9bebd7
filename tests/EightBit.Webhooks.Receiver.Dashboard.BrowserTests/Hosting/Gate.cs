namespace EightBit.Webhooks.Receiver.Dashboard.BrowserTests.Hosting;

/// <summary>Who stands before the dashboard, as the test says.</summary>
internal sealed class Gate
{
    public bool SignedIn { get; set; } = true;

    public bool Operator { get; set; } = true;
}

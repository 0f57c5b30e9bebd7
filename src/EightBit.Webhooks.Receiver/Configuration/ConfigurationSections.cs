namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>Where the options are in the configuration.</summary>
internal static class ConfigurationSections
{
    public const string Root = "EightBit:Webhooks";
    public const string Processing = $"{Root}:Processing";
    public const string InMemory = $"{Root}:InMemory";

    public static string ForReceiver(string name) => name.Length == 0 ? Root : $"{Root}:Receivers:{name}";
}

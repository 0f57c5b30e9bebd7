namespace EightBit.Webhooks.Receiver.Analyzers;

internal static class RuleIds
{
    public const string UnregisteredReceiver = "EBW001";
    public const string UnknownEvent = "EBW002";
    public const string LiteralSecret = "EBW003";
    public const string IgnoredToken = "EBW004";
    public const string MisplacedAttribute = "EBW005";
}

namespace EightBit.Webhooks.Receiver.Endpoints;

internal static class MissingRegistration
{
    public static InvalidOperationException Exception(string user)
        => new($"{user} needs the receiver's services. Call builder.Services.AddEightBitWebhooks() before building the application.");
}

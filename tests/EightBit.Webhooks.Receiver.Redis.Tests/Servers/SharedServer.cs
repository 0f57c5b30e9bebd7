namespace EightBit.Webhooks.Receiver.Redis.Tests.Servers;

/// <summary>One server for all tests that can live with it; the one that EIGHTBIT_TEST_REDIS names, if it does.</summary>
internal static class SharedServer
{
    private static readonly Lazy<Task<string>> Address = new(StartAsync);

    public static Task<string> AddressAsync() => Address.Value;

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("EIGHTBIT_TEST_REDIS") is { Length: > 0 } given)
        {
            return given;
        }

        var server = await RedisServer.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait();
        return server.Address;
    }
}

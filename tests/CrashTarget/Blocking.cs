namespace CrashTarget;

/// <summary>Code that keeps its thread, in the ways that code does.</summary>
internal static class Blocking
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(string content)
    {
        switch (content)
        {
            case "waits":
                await Task.Delay(Long);
                break;

            case "blocks":
                Thread.Sleep(Long);
                break;

            case "blocks after an await":
                await Task.Yield();
                Thread.Sleep(Long);
                break;

            case "blocks outside the context":
                await Task.Delay(1).ConfigureAwait(false);
                Thread.Sleep(Long);
                break;

            case "waits for a task":
                Task.Delay(Long).Wait();
                break;

            case "blocks many threads":
                await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Thread.Sleep(Long))));
                break;
        }
    }
}

namespace EightBit.Webhooks.Receiver.Testing.Compliance;

/// <summary>Makes one kind of failure of everything that can go wrong in a check.</summary>
internal static class Guard
{
    /// <summary>How long a check may take in real time: far longer than any does that is not stuck.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(string rule, string consequence, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (TimeoutException exception)
        {
            throw new ComplianceException(rule, $"nothing came back for too long. {exception.Message}", consequence, exception);
        }
        catch (Exception exception) when (exception is not ComplianceException)
        {
            throw new ComplianceException(rule, $"an exception: {exception.GetType()}: {exception.Message}", consequence, exception);
        }
    }
}

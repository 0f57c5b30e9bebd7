using System.Text.Json;

namespace Soak.Judging;

/// <summary>The errors that an application logs because of the faults that it is sent. Warnings are not printed.</summary>
internal static class PlannedError
{
    private const string Ours = "EightBit.Webhooks.Receiver.";
    private const int DeliveryNotVerifiable = 104;
    private const int EventDead = 203;
    private const string InvalidSettings = "Microsoft.Extensions.Options.OptionsValidationException:";

    /// <param name="line">Of the console, in JSON unless something else than the log has written it.</param>
    public static bool Is(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            return entry.GetProperty("Category").GetString()!.StartsWith(Ours, StringComparison.Ordinal) && entry.GetProperty("EventId").GetInt32() switch
            {
                EventDead => true, // whether this event was meant to die is for the ledger
                DeliveryNotVerifiable => entry.GetProperty("Exception").GetString()!.StartsWith(InvalidSettings, StringComparison.Ordinal),
                _ => false,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Takes the unsigned header for the identity of the event.</summary>
public sealed class DeduplicatesByHeader : SoundReceiver
{
    protected override string Key(HttpRequest request, JsonElement webhookEvent) => request.Headers["X-8bit-Event-Id"].ToString();
}

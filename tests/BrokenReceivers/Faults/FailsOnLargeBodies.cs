using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Runs out of buffer.</summary>
public sealed class FailsOnLargeBodies : SoundReceiver
{
    protected override async Task<byte[]> ReadAsync(HttpRequest request)
        => await base.ReadAsync(request) is { Length: < 1024 * 1024 } body ? body : throw new InvalidOperationException("The buffer is full.");
}

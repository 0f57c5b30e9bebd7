using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Gives a body a second, and takes what is there then for all.</summary>
public sealed class GivesUpOnSlowBodies : SoundReceiver
{
    protected override async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var whole = base.ReadAsync(request);
        return await Task.WhenAny(whole, Task.Delay(TimeSpan.FromSeconds(1))) == whole ? await whole : [];
    }
}

using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Has one thread, which waits for a body until it is whole.</summary>
public sealed class ReadsOneAtATime : SoundReceiver, IDisposable
{
    private readonly SemaphoreSlim _thread = new(1);

    public void Dispose() => _thread.Dispose();

    protected override async Task<byte[]> ReadAsync(HttpRequest request)
    {
        await _thread.WaitAsync();
        try
        {
            return await base.ReadAsync(request);
        }
        finally
        {
            _thread.Release();
        }
    }
}

using Microsoft.AspNetCore.Http;

namespace BrokenReceivers.Faults;

/// <summary>Reads as much as is announced: of a body in chunks, nothing.</summary>
public sealed class ReadsContentLengthBytes : SoundReceiver
{
    protected override async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var body = new byte[request.ContentLength ?? 0];
        await request.Body.ReadExactlyAsync(body);
        return body;
    }
}

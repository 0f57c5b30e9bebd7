using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BrokenReceivers.Faults;

/// <summary>Signs what it has parsed and written again, not what came.</summary>
public sealed class ReserialisesBeforeVerifying : SoundReceiver
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected override bool IsRight(string signature, byte[] body)
    {
        try
        {
            return Equal(signature, HexDigest(Encoding.UTF8.GetBytes(JsonNode.Parse(body)!.ToJsonString(Options))));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}

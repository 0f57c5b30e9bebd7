using System.Text.Json;

namespace CrmSync.Demo.Script;

/// <summary>Writes events as the platform does: one envelope, snake_case names.</summary>
internal static class DemoEvent
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static byte[] Create(string id, string type, DateTimeOffset createdAt, object data)
        => JsonSerializer.SerializeToUtf8Bytes(new { Id = id, Type = type, CreatedAt = createdAt, Data = data }, Json);
}

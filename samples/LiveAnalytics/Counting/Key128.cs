using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LiveAnalytics.Counting;

/// <summary>Ids of any length as 16 bytes, so that what is remembered of them has a bound. Nobody can make two ids collide.</summary>
internal static class Key128
{
    public static UInt128 Of(string id) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}

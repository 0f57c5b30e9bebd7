using System.Text;

namespace EightBit.Webhooks.Receiver.PropertyTests.Envelopes;

/// <summary>Bodies of deliveries: mostly usable ones, with whatever JSON allows in them, and some that are broken on the way.</summary>
internal static class Bodies
{
    private const int Deepest = 4;

    private static readonly Gen<string> Simple = Gen.Frequency(
        (5, JsonTexts.Strings), (2, JsonTexts.Numbers), (1, Gen.OneOf("true", "false", "null")), (1, JsonTimes.Values));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, inner) => depth >= Deepest
        ? Simple
        : Gen.Frequency((5, Simple), (3, Object(Member(JsonTexts.Names, inner).Array[0, 5])), (1, Array(inner)), (1, Deep)));

    /// <summary>Around the 64 levels that are read.</summary>
    private static Gen<string> Deep => Gen.Select(
        Gen.Int[59, 65], Gen.OneOf(("[", "]"), ("""{"id":""", "}"), ("""[{"data":""", "}]")), (depth, level) =>
        {
            var levels = depth / level.Item2.Length;
            return string.Concat(Enumerable.Repeat(level.Item1, levels)) + "1" + string.Concat(Enumerable.Repeat(level.Item2, levels));
        });

    private static readonly Gen<string> Extra = Gen.Frequency(
        (4, Member(JsonTexts.Names, Value)),
        (3, Member(Gen.OneOf("created_at", "timestamp", "createdAt").SelectMany(JsonTexts.Name), JsonTimes.Values)));

    private static readonly Gen<string> Identifiers = Gen.Frequency((5, Gen.OneOf("\"evt_1\"", "\"conversation.updated\"", "\"message.sent\"")), (3, Simple));

    private static readonly Gen<string> Members = Gen.Select(
        Usually(Member(JsonTexts.Name("id"), Identifiers)),
        Usually(Member(JsonTexts.Name("type"), Identifiers)),
        Usually(Member(JsonTexts.Name("data"), Gen.Frequency((3, Object(Member(JsonTexts.Names, Value).Array[0, 5])), (1, Value)))),
        Extra.Array[0, 4]).SelectMany((id, type, data, extras) => Object(Gen.Shuffle<string>((string[])[.. id, .. type, .. data, .. extras])));

    public static readonly Gen<string> Texts = Gen.Select(
        Gen.Frequency((9, ""), (1, "\ufeff"), (1, " ")),
        Gen.Frequency((30, Members), (1, Value)),
        Gen.Frequency((12, ""), (1, "\n "), (1, "x"), (1, "{}"), (1, "\0"), (1, ",")),
        (before, json, after) => before + json + after);

    public static readonly Gen<byte[]> Whole = Texts.Select(Encoding.UTF8.GetBytes);

    public static readonly Gen<byte[]> Broken = Gen.Select(Whole, ByteEdits.Any.Array[1, 3], (body, edits) => edits.Aggregate(body, (bytes, edit) => edit.ApplyTo(bytes)));

    private static Gen<string[]> Usually(Gen<string> member)
        => Gen.Frequency((20, member.Select(one => new[] { one })), (1, Gen.Const<string[]>([])), (1, Gen.Select(member, member, (one, other) => new[] { one, other })));

    private static Gen<string> Member(Gen<string> names, Gen<string> values)
        => Gen.Select(JsonTexts.Space, names, JsonTexts.Space, JsonTexts.Space, values, JsonTexts.Space)
            .Select((s1, name, s2, s3, value, s4) => $"{s1}{name}{s2}:{s3}{value}{s4}");

    private static Gen<string> Object(Gen<string[]> members) => members.Select(all => $"{{{string.Join(',', all)}}}");

    private static Gen<string> Array(Gen<string> values) => values.Array[0, 4].Select(all => $"[{string.Join(',', all)}]");
}

using System.Text;

namespace Fuzz.Mutating;

/// <summary>The ways in which an input is changed.</summary>
internal static class Mutations
{
    /// <summary>At, just below and just above the limits of the product.</summary>
    private static readonly int[] Lengths = [0, 1, 63, 64, 65, 71, 199, 200, 201, 500, 501, 1000, 1024, 4096, 8191, 8192, 8193, 16384];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e400", "-1e400", "1E-400", "0.1", "00", "1767225600", "1767225600000", "17672256000", "253402300799", "253402300800",
        "253402300799999", "2147483648", "-9223372036854775808", "9223372036854775807", "9223372036854775808", "18446744073709551616",
        "79228162514264337593543950336", "99999999999999999999999999999999999999",
    ];

    public static IReadOnlyList<Action<List<byte>, MutationSource>> All { get; } =
    [
        FlipBit, ReplaceByte, ReplaceLetter, ReplaceLetter, InsertToken, InsertToken, ReplaceByToken, ReplaceByNumber, InsertBytes, Remove, Truncate, Repeat, Splice, Insert, Swap,
        BringToLength,
    ];

    private static void FlipBit(List<byte> input, MutationSource source)
    {
        if (input.Count > 0)
        {
            input[source.Random.Next(input.Count)] ^= (byte)(1 << source.Random.Next(8));
        }
    }

    private static void ReplaceByte(List<byte> input, MutationSource source)
    {
        if (input.Count > 0)
        {
            input[source.Random.Next(input.Count)] = (byte)source.Random.Next(256);
        }
    }

    /// <summary>A letter or a digit by another: what it is in stays readable, and means something else.</summary>
    private static void ReplaceLetter(List<byte> input, MutationSource source)
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        var at = input.Count == 0 ? 0 : source.Random.Next(input.Count);
        at = input.FindIndex(at, letter => char.IsAsciiLetterOrDigit((char)letter));
        if (at >= 0)
        {
            input[at] = (byte)Letters[source.Random.Next(Letters.Length)];
        }
    }

    private static void InsertToken(List<byte> input, MutationSource source) => input.InsertRange(source.Place(input), source.Token());

    private static void ReplaceByToken(List<byte> input, MutationSource source) => Replace(input, source, source.Token());

    private static void ReplaceByNumber(List<byte> input, MutationSource source)
        => Replace(input, source, Encoding.ASCII.GetBytes(Numbers[source.Random.Next(Numbers.Length)]));

    private static void InsertBytes(List<byte> input, MutationSource source)
        => input.InsertRange(source.Place(input), source.Bytes(1 + source.Random.Next(8)));

    private static void Remove(List<byte> input, MutationSource source)
    {
        var (start, length) = source.Part(input);
        input.RemoveRange(start, length);
    }

    private static void Truncate(List<byte> input, MutationSource source)
    {
        var end = source.Place(input);
        input.RemoveRange(end, input.Count - end);
    }

    /// <summary>Mostly a few times; now and then so often that it is nested too deeply, or too long.</summary>
    private static void Repeat(List<byte> input, MutationSource source)
    {
        var (start, length) = source.Part(input);
        var part = input.GetRange(start, length);
        var times = source.Random.Next(16) == 0 ? source.Random.Next(300) : 1 + source.Random.Next(4);
        var repeated = new List<byte>(part.Count * times);
        for (var time = 0; time < times && repeated.Count < Mutator.MaxLength; time++)
        {
            repeated.AddRange(part);
        }

        input.InsertRange(start, repeated);
    }

    /// <summary>The beginning of this input, and the end of another.</summary>
    private static void Splice(List<byte> input, MutationSource source)
    {
        Truncate(input, source);
        var other = source.OtherInput();
        input.AddRange(other[source.Random.Next(other.Length + 1)..]);
    }

    private static void Insert(List<byte> input, MutationSource source)
    {
        var other = new List<byte>(source.OtherInput());
        var (start, length) = source.Part(other);
        input.InsertRange(source.Place(input), other.GetRange(start, length));
    }

    private static void Swap(List<byte> input, MutationSource source)
    {
        var (start, length) = source.Part(input);
        var part = input.GetRange(start, length);
        input.RemoveRange(start, length);
        input.InsertRange(source.Place(input), part);
    }

    private static void BringToLength(List<byte> input, MutationSource source)
    {
        var length = Lengths[source.Random.Next(Lengths.Length)];
        if (input.Count > length)
        {
            input.RemoveRange(length, input.Count - length);
            return;
        }

        // In the middle, where texts and numbers are, so that what is around stays as it is.
        var filler = Enumerable.Repeat(input.Count > 0 ? input[input.Count / 2] : (byte)'a', length - input.Count);
        input.InsertRange(input.Count / 2, filler);
    }

    private static void Replace(List<byte> input, MutationSource source, byte[] by)
    {
        var (start, length) = source.Part(input);
        input.RemoveRange(start, length);
        input.InsertRange(start, by);
    }
}

using EightBit.Webhooks.Receiver.PropertyTests.Generating;
using EightBit.Webhooks.Receiver.Receiving;
using Microsoft.Extensions.Primitives;

namespace EightBit.Webhooks.Receiver.PropertyTests.Receiving;

public sealed class EventIdHeaderProperties
{
    private static readonly Gen<string> Almost = Gen.OneOf(
        Gen.String[Gen.Char['!', '~'], 0, 20],
        Gen.String[Gen.Char['!', '~'], 197, 203],
        Gen.String[Gen.Char['\u001e', '\u0081'], 0, 10]).WithSlips();

    [Fact]
    public void Read_AnyHeaders_KeepsOnePrintableOneAlone()
        => Almost.Array[0, 3].Holds(20_000, headers =>
            EventIdHeader.Read(new StringValues(headers)).Should().Be(headers is [var only] && IsHarmless(only) ? only : null));

    private static bool IsHarmless(string header)
    {
        foreach (var character in header)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }
        }

        return header.Length is >= 1 and <= 200;
    }
}

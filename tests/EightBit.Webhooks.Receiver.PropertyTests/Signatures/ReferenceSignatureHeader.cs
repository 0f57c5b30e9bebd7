namespace EightBit.Webhooks.Receiver.PropertyTests.Signatures;

/// <summary>The signature header, read as the documentation says, one character after the other.</summary>
internal static class ReferenceSignatureHeader
{
    public static byte[]? Parse(string header)
    {
        var digits = header.Length >= 7 && header[..7].ToCharArray() is ['s', 'h', 'a', '2', '5', '6', '='] ? header[7..] : header;
        if (digits.Length != 64)
        {
            return null;
        }

        var digest = new byte[32];
        for (var index = 0; index < 64; index++)
        {
            var value = "0123456789abcdef".IndexOf(digits[index], StringComparison.Ordinal);
            value = value >= 0 ? value : "0123456789ABCDEF".IndexOf(digits[index], StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            digest[index / 2] = (byte)((digest[index / 2] * 16) + value);
        }

        return digest;
    }
}

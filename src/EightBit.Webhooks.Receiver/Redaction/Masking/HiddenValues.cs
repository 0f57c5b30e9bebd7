using System.Buffers;

namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>What a body has at the redacted paths, as it is looked for in texts: in upper case, without white space around it.</summary>
internal sealed class HiddenValues
{
    /// <summary>Each costs a search through each text.</summary>
    public const int MaxValues = 2_000;

    /// <summary>With fewer digits, what is no text is too common to be a telephone number.</summary>
    private const int LeastDigitsOfPhone = 7;

    private static readonly SearchValues<char> OfPhones = SearchValues.Create("0123456789 +-()./\u00a0");

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Whether there are more than can be looked for; then no text can be shown.</summary>
    public bool AreTooMany { get; private set; }

    public IReadOnlyCollection<string> All => _values;

    public void Add(string value)
    {
        AddAsWritten(value);
        if (!value.AsSpan().ContainsAnyExcept(OfPhones) && value.Count(char.IsAsciiDigit) >= LeastDigitsOfPhone)
        {
            AddAsWritten(string.Concat(value.Where(char.IsAsciiDigit))); // a telephone number is often written anew
        }
    }

    private void AddAsWritten(string value)
    {
        var trimmed = value.Trim();
        if (AreTooMany || trimmed.Length == 0)
        {
            return;
        }

        _values.Add(trimmed.ToUpperInvariant());
        if (_values.Count > MaxValues)
        {
            AreTooMany = true;
            _values.Clear();
        }
    }
}

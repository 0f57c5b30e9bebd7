using System.Buffers;
using System.Runtime.InteropServices;

namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>What a body has at the redacted paths, as it is looked for: in upper case, without white space around it.</summary>
internal sealed class HiddenValues
{
    /// <summary>Each costs a search through each text.</summary>
    public const int MaxValues = 2_000;

    /// <summary>With fewer digits, what is no text is too common to be a telephone number.</summary>
    private const int LeastDigitsOfPhone = 7;

    private static readonly SearchValues<char> OfPhones = SearchValues.Create("0123456789 +-()./\u00a0");

    /// <summary>The shortest beginning that is looked for where a text was cut off.</summary>
    public const int BeginningLength = 4;

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byBeginning = new(StringComparer.Ordinal);

    /// <summary>Whether there are more than can be looked for; then no text can be shown.</summary>
    public bool AreTooMany { get; private set; }

    public IReadOnlyCollection<string> All => _values;

    /// <param name="beginning">At least <see cref="BeginningLength"/> characters, in upper case.</param>
    public bool HaveBeginning(ReadOnlySpan<char> beginning)
    {
        if (!_byBeginning.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(beginning[..BeginningLength], out var candidates))
        {
            return false;
        }

        foreach (var candidate in candidates)
        {
            if (candidate.Length > beginning.Length && candidate.AsSpan().StartsWith(beginning))
            {
                return true;
            }
        }

        return false;
    }

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

        var wanted = trimmed.ToUpperInvariant();
        if (_values.Add(wanted) && wanted.Length > BeginningLength)
        {
            ref var sameBeginning = ref CollectionsMarshal.GetValueRefOrAddDefault(_byBeginning, wanted[..BeginningLength], out _);
            (sameBeginning ??= []).Add(wanted);
        }

        if (_values.Count > MaxValues)
        {
            AreTooMany = true;
            _values.Clear();
            _byBeginning.Clear();
        }
    }
}

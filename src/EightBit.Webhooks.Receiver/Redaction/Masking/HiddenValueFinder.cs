using System.Globalization;
using System.Text.Json;
using EightBit.Webhooks.Receiver.Redaction.Selecting;

namespace EightBit.Webhooks.Receiver.Redaction.Masking;

/// <summary>Finds the strings and numbers that paths select, with all that is in selected objects and arrays.</summary>
internal sealed class HiddenValueFinder
{
    /// <summary>Shorter ones are mostly what stands between the strings.</summary>
    private const int LeastPiece = 4;

    private readonly PathSet _paths;
    private readonly HiddenValues _found = new();

    private HiddenValueFinder(PathSet paths) => _paths = paths;

    /// <exception cref="InvalidOperationException">A string or a name is half of a surrogate pair, which is no text.</exception>
    public static HiddenValues Find(JsonElement root, PathSet paths)
    {
        var finder = new HiddenValueFinder(paths);
        finder.Look(root, paths.AtRoot(), isSelected: false, level: 0);
        return finder._found;
    }

    private void Look(JsonElement value, ulong[] states, bool isSelected, int level)
    {
        isSelected = isSelected || _paths.IsSelected(states);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                LookIntoObject(value, states, isSelected, level);
                break;

            case JsonValueKind.Array:
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    Look(element, isSelected ? states : _paths.IntoElement(states, index++), isSelected, level);
                }

                break;

            case JsonValueKind.String:
                LookIntoString(value.GetString()!, states, isSelected, level);
                break;

            case JsonValueKind.Number when isSelected:
                AddNumber(value);
                break;
        }
    }

    private void LookIntoObject(JsonElement value, ulong[] states, bool isSelected, int level)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (isSelected && !IsFieldName(member.Name))
            {
                _found.Add(member.Name);
            }

            Look(member.Value, isSelected ? states : _paths.IntoMember(states, member.Name), isSelected, level);
        }
    }

    private void LookIntoString(string text, ulong[] states, bool isSelected, int level)
    {
        if (isSelected)
        {
            _found.Add(text);
        }

        if (!TryLookIntoJson(text, states, isSelected, level))
        {
            AddUnreadable(text);
        }
    }

    /// <summary>What is hidden as a whole because it cannot be read: the strings in it may be repeated alone.</summary>
    private void AddUnreadable(string text)
    {
        _found.Add(text);
        foreach (var piece in text.Split('"').Where(piece => piece.Length >= LeastPiece))
        {
            _found.Add(piece.TrimEnd('\\'));
        }
    }

    private bool TryLookIntoJson(string text, ulong[] states, bool isSelected, int level)
    {
        if (!InnerJson.TryRead(text, level, out var inner))
        {
            return false;
        }

        try
        {
            if (inner is { } root)
            {
                Look(root, states, isSelected, level + 1);
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair: it cannot be written anew
        }
    }

    private void AddNumber(JsonElement value)
    {
        _found.Add(value.GetRawText());
        if (value.TryGetDecimal(out var number))
        {
            // 1.50 and 1.5E0 are often written as 1.5.
            _found.Add(number.ToString("0.############################", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A name that a program gives. Others are keys that are data: objects by address or number.</summary>
    private static bool IsFieldName(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0])
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
}

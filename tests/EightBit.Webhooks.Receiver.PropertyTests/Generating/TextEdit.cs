namespace EightBit.Webhooks.Receiver.PropertyTests.Generating;

internal enum EditKind
{
    Insert,
    Replace,
    Delete,
}

/// <summary>One slip of whoever wrote a text.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="Place">Where, as a share of the text in 1/1000.</param>
/// <param name="Character">What was put there.</param>
internal readonly record struct TextEdit(EditKind Kind, int Place, char Character)
{
    public string ApplyTo(string text)
    {
        var at = Place * text.Length / 1000;
        var after = Kind == EditKind.Insert || at == text.Length ? at : at + 1;
        var replacement = Kind == EditKind.Delete ? "" : Character.ToString();
        return text[..at] + replacement + text[after..];
    }
}

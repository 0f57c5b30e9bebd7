namespace EightBit.Webhooks.Receiver.Redaction.Selecting;

/// <summary>
/// A name of a member, whatever its spelling: <c>phone_number</c>, <c>phoneNumber</c> and <c>Phone-Number</c> are one. RFC 9535 tells them
/// apart; but the platform does not document how it spells its fields, and what is hidden once too often does no harm.
/// </summary>
internal readonly record struct MemberName
{
    private readonly string _letters;

    public MemberName(string name)
    {
        var letters = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        _letters = letters.Length > 0 ? letters : name;
    }

    public bool Equals(MemberName other) => string.Equals(_letters, other._letters, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => string.GetHashCode(_letters, StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmSync.Database;

/// <summary>Times as UTC text of one fixed width: SQLite sorts it, and people can read it.</summary>
internal sealed class UtcText : ValueConverter<DateTimeOffset, string>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public UtcText()
        : base(
            time => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
            text => DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
    {
    }
}

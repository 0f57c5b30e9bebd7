using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace ApiReference;

/// <summary>The documentation file beside an assembly, as the compiler asks for it.</summary>
internal sealed class XmlFile : DocumentationProvider
{
    private readonly string _path;
    private readonly Dictionary<string, string> _members;

    public XmlFile(string path)
    {
        _path = path;
        _members = XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, member => member.ToString());
    }

    public override bool Equals(object? obj) => obj is XmlFile other && other._path == _path;

    public override int GetHashCode() => _path.GetHashCode(StringComparison.Ordinal);

    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default)
        => _members.GetValueOrDefault(documentationMemberID, "");
}

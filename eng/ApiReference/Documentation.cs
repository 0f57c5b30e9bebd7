using System.Xml.Linq;
using System.Xml.XPath;
using Microsoft.CodeAnalysis;

namespace ApiReference;

/// <summary>The XML documentation of a symbol as Markdown, on one line where it stands in a table.</summary>
internal sealed class Documentation
{
    private readonly Compilation _compilation;

    public Documentation(Compilation compilation) => _compilation = compilation;

    public string OfType(INamedTypeSymbol type)
    {
        var xml = Read(type);
        var parts = xml.Elements("summary").Concat(xml.Elements("typeparam")).Concat(xml.Elements("param")).Concat(xml.Elements("remarks")).Concat(xml.Elements("returns"));
        return string.Join("\n\n", parts.Select(Describe));
    }

    public string OfMember(ISymbol member) => string.Join(" ", Read(member).Elements().Select(Describe)).Replace("\n\n", " ").Replace("|", "\\|");

    private static string Describe(XElement part)
    {
        var text = Markdown.Of(part);
        return part.Name.LocalName switch
        {
            "param" or "typeparam" => $"*{part.Attribute("name")!.Value}*: {text}",
            "returns" => $"Returns: {text}",
            "exception" => $"Throws `{Markdown.NameOf(part.Attribute("cref")!.Value)}`: {text}",
            _ => text,
        };
    }

    /// <summary>The symbol's own documentation, with what it inherits in its place.</summary>
    private XElement Read(ISymbol symbol)
    {
        var text = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrEmpty(text))
        {
            return new XElement("member");
        }

        var xml = XElement.Parse(text);
        foreach (var inherited in xml.Descendants("inheritdoc").ToList())
        {
            var source = inherited.Attribute("cref") is { } reference
                ? DocumentationCommentId.GetFirstSymbolForDeclarationId(reference.Value, _compilation)
                : ParentOf(symbol);
            var parts = source is null ? [] : Read(source).XPathSelectElements(inherited.Attribute("path")?.Value.TrimStart('/') ?? "*");
            inherited.ReplaceWith(parts);
        }

        return xml;
    }

    private static ISymbol? ParentOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        INamedTypeSymbol type => type.Interfaces.FirstOrDefault() ?? type.BaseType,
        _ => symbol.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers())
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
    };
}

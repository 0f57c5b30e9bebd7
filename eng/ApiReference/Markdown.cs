using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ApiReference;

/// <summary>Turns the inside of an XML documentation element into Markdown.</summary>
internal static partial class Markdown
{
    public static string Of(XElement element)
        => Breaks().Replace(Spaces().Replace(string.Concat(element.Nodes().Select(Of)), " "), "\n\n").Trim();

    /// <summary>The last part of a documentation id: <c>M:A.B.C(System.String)</c> is <c>B.C</c> for a member, <c>C</c> for a type.</summary>
    public static string NameOf(string id)
    {
        var path = id[2..].Split('(')[0].Split('.');
        var name = id[0] == 'T' || path.Length == 1 ? path[^1] : $"{path[^2]}.{path[^1]}";
        return Arity().Replace(name, "").Replace("#ctor", "constructor");
    }

    private static string Of(XNode node) => node switch
    {
        XText text => text.Value.Replace("<", "\\<").Replace("*", "\\*"),
        XElement { Name.LocalName: "para" } para => $"\u2029{string.Concat(para.Nodes().Select(Of)).Trim()}\u2029",
        XElement { Name.LocalName: "c" or "code" } code => $"`{Spaces().Replace(code.Value, " ").Trim()}`",
        XElement { Name.LocalName: "b" } bold => $"**{bold.Value}**",
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"*{reference.Attribute("name")!.Value}*",
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{(see.Attribute("cref") is { } id ? NameOf(id.Value) : see.Attribute("langword")?.Value ?? see.Attribute("href")?.Value)}`",
        XElement { Name.LocalName: "br" } => " ",
        XElement other => string.Concat(other.Nodes().Select(Of)),
        _ => "",
    };

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" ?\u2029[ \u2029]*")]
    private static partial Regex Breaks();

    [GeneratedRegex(@"``?\d+")]
    private static partial Regex Arity();
}

using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ApiReference;

/// <summary>One package: an index of its types, then each type with its documented members.</summary>
internal sealed class PackagePage
{
    private static readonly SymbolDisplayFormat TypeName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    private static readonly SymbolDisplayFormat Signature = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeModifiers,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis
            | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Declaration = Signature
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    private readonly Documentation _documentation;
    private readonly StringBuilder _text = new();

    public PackagePage(Compilation compilation) => _documentation = new Documentation(compilation);

    public string Render(string package, IReadOnlyList<INamedTypeSymbol> types)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# {package}\n\n");
        var namespaces = types.GroupBy(type => type.ContainingNamespace.ToDisplayString()).ToList();
        foreach (var group in namespaces)
        {
            var links = group.Select(type => $"[`{NameOf(type)}`](#{AnchorOf(type)})");
            _text.Append(CultureInfo.InvariantCulture, $"- `{group.Key}`: {string.Join(", ", links)}\n");
        }

        foreach (var group in namespaces)
        {
            _text.Append(CultureInfo.InvariantCulture, $"\n## Namespace {group.Key}\n");
            foreach (var type in group)
            {
                Append(type);
            }
        }

        return _text.ToString();
    }

    private void Append(INamedTypeSymbol type)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n### {NameOf(type).Replace("<", "\\<").Replace(">", "\\>")}\n`{DeclarationOf(type)}`\n\n");
        _text.Append(_documentation.OfType(type)).Append('\n');
        var members = type.GetMembers()
            .Where(member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected && member is not INamedTypeSymbol)
            .Select(member => (Member: member, Text: _documentation.OfMember(member)))
            .Where(member => member.Text.Length > 0)
            .ToList();
        if (members.Count > 0)
        {
            _text.Append("\n| member | |\n|---|---|\n");
            foreach (var (member, text) in members)
            {
                _text.Append(CultureInfo.InvariantCulture, $"| `{member.ToDisplayString(Signature).Replace("default(CancellationToken)", "default", StringComparison.Ordinal)}` | {text} |\n");
            }
        }
    }

    private static string DeclarationOf(INamedTypeSymbol type)
    {
        var modifiers = type switch
        {
            { TypeKind: not TypeKind.Class } => "",
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        var bases = type.BaseType is { SpecialType: SpecialType.None, Name: not "Enum" } parent ? type.Interfaces.Prepend(parent) : type.Interfaces;
        var shown = bases.Where(b => b.DeclaredAccessibility == Accessibility.Public && b.Name != "IEquatable" && type.TypeKind != TypeKind.Enum)
            .Select(b => b.ToDisplayString(Signature)).ToList();
        return modifiers + type.ToDisplayString(Declaration) + (shown.Count > 0 ? " : " + string.Join(", ", shown) : "");
    }

    private static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(TypeName);

    private static string AnchorOf(INamedTypeSymbol type)
        => string.Concat(NameOf(type).ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '-' or ' ' or '_')).Replace(' ', '-');
}

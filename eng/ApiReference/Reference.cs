using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ApiReference;

/// <summary>The public types of each package with their XML documentation, a page for each package, and an index.</summary>
internal static class Reference
{
    private static readonly string[] Packages =
    [
        "EightBit.Webhooks.Receiver",
        "EightBit.Webhooks.Receiver.Sqlite",
        "EightBit.Webhooks.Receiver.Redis",
        "EightBit.Webhooks.Receiver.OpenTelemetry",
        "EightBit.Webhooks.Receiver.Dashboard",
        "EightBit.Webhooks.Receiver.Testing",
    ];

    public static IEnumerable<(string File, string Text)> Render()
    {
        var paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = paths.Select(path => MetadataReference.CreateFromFile(path, documentation: DocumentationOf(path))).ToList();
        var compilation = CSharpCompilation.Create("Reference", references: references);
        var index = new StringBuilder(
            "# API reference\n\nWritten from the XML documentation by `dotnet run --project eng/ApiReference`; a test says when that is due.\n\n| package | public types |\n|---|---|\n");

        foreach (var package in Packages)
        {
            var reference = references.Single(r => Path.GetFileNameWithoutExtension(r.Display) == package);
            var types = PublicTypes(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!).GlobalNamespace)
                .OrderBy(type => type.ContainingNamespace.ToDisplayString(), StringComparer.Ordinal)
                .ThenBy(type => type.ToDisplayString(), StringComparer.Ordinal)
                .ToList();
            index.Append(CultureInfo.InvariantCulture, $"| [{package}]({package}.md) | {types.Count} |\n");
            yield return ($"{package}.md", new PackagePage(compilation).Render(package, types));
        }

        yield return ("README.md", index.ToString());
    }

    private static XmlFile? DocumentationOf(string assembly)
        => Packages.Contains(Path.GetFileNameWithoutExtension(assembly)) ? new XmlFile(Path.ChangeExtension(assembly, ".xml")) : null;

    private static IEnumerable<INamedTypeSymbol> PublicTypes(INamespaceOrTypeSymbol container)
        => container.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol inner => PublicTypes(inner),
            INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => PublicTypes(type).Prepend(type),
            _ => [],
        });
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

/// <summary>A project of one file, as a user would have it, and what the analyzers say to it.</summary>
internal sealed partial class Code
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using EightBit.Webhooks.Receiver.Configuration;
        global using EightBit.Webhooks.Receiver.Endpoints;
        global using EightBit.Webhooks.Receiver.Events;
        global using EightBit.Webhooks.Receiver.Handlers;
        global using EightBit.Webhooks.Receiver.Secrets;
        """;

    private readonly MarkedSource _source;
    private readonly Document _document;

    private Code(MarkedSource source, Document document)
    {
        _source = source;
        _document = document;
    }

    public static Code Application(string source) => Create(source, OutputKind.ConsoleApplication);

    public static Code Library(string source) => Create(source, OutputKind.DynamicallyLinkedLibrary);

    /// <summary>A program without implicit usings.</summary>
    public static Code Bare(string source) => Create(source, OutputKind.ConsoleApplication, usings: "");

    /// <summary>With a file beside it.</summary>
    public Code With(string name, string source)
        => new(_source, _document.Project.AddDocument(name, source, filePath: $"/project/{name}").Project.GetDocument(_document.Id)!);

    public Code WithEditorConfig(string text)
        => new(_source, _document.Project.AddAnalyzerConfigDocument(
            ".editorconfig", SourceText.From(text), filePath: "/project/.editorconfig").Project.GetDocument(_document.Id)!);

    public Code WithTestFramework() => new(_source, _document.Project.AddMetadataReference(References.TestFramework).GetDocument(_document.Id)!);

    /// <summary>With a class library of the same user's.</summary>
    public async Task<Code> WithLibraryAsync(string source)
    {
        var compilation = (await Library(source)._document.Project.GetCompilationAsync())!;
        using var image = new MemoryStream();
        compilation.WithAssemblyName("Library").Emit(image).Diagnostics.Should().NotContain(problem => problem.Severity == DiagnosticSeverity.Error);
        var reference = MetadataReference.CreateFromImage(image.ToArray());
        return new(_source, _document.Project.AddMetadataReference(reference).GetDocument(_document.Id)!);
    }

    /// <summary>Reports the rule at the marks and nowhere else, and no other rule.</summary>
    public async Task ShouldReportAsync(string ruleId, string? saying = null)
    {
        var found = await DiagnosticsAsync(_document);
        found.Should().OnlyContain(diagnostic => diagnostic.Id == ruleId);
        found.Select(diagnostic => diagnostic.Location.SourceSpan).Should().BeEquivalentTo(_source.Marks);
        found.Should().NotBeEmpty();
        if (saying is not null)
        {
            found.Should().Contain(diagnostic => diagnostic.GetMessage(null).Contains(saying, StringComparison.Ordinal));
        }
    }

    public async Task ShouldReportNothingAsync() => (await DiagnosticsAsync(_document)).Should().BeEmpty();

    private static Code Create(string marked, OutputKind kind, string usings = ImplicitUsings)
    {
        var source = MarkedSource.Parse(marked);
        var project = new AdhocWorkspace().AddProject("Application", LanguageNames.CSharp)
            .WithMetadataReferences(References.OfAnApplication)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .WithCompilationOptions(new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable))
            .AddDocument("Usings.cs", usings, filePath: "/project/Usings.cs").Project;
        return new Code(source, project.AddDocument("Program.cs", source.Text, filePath: "/project/Program.cs"));
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        compilation.GetDiagnostics().Should().NotContain(problem => problem.Severity == DiagnosticSeverity.Error);
        var options = new CompilationWithAnalyzersOptions(
            document.Project.AnalyzerOptions, (failure, _, _) => throw new InvalidOperationException("An analyzer failed.", failure), false, false);
        return await compilation.WithAnalyzers(Shipped.Analyzers, options).GetAnalyzerDiagnosticsAsync();
    }
}

using System.Collections.Immutable;
using System.Reflection;
using EightBit.Webhooks.Receiver.Analyzers.Cancellation;
using EightBit.Webhooks.Receiver.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

/// <summary>All analyzers and fixes of the two assemblies, found as a compiler and an editor find them: by their attributes.</summary>
internal static class Shipped
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. Marked<DiagnosticAnalyzerAttribute>(typeof(IgnoredTokenAnalyzer).Assembly).Cast<DiagnosticAnalyzer>()];

    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
        [.. Marked<ExportCodeFixProviderAttribute>(typeof(PassTokenFix).Assembly).Cast<CodeFixProvider>()];

    public static CodeFixProvider FixFor(string ruleId) => Fixes.Single(fix => fix.FixableDiagnosticIds.Contains(ruleId));

    private static IEnumerable<object> Marked<TAttribute>(Assembly assembly)
        where TAttribute : Attribute
        => assembly.GetTypes().Where(type => type.IsDefined(typeof(TAttribute))).Select(type => Activator.CreateInstance(type)!);
}

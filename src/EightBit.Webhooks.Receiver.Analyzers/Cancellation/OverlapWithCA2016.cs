using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers.Cancellation;

/// <summary>
/// CA2016 of the .NET SDK finds the same in all code, but by default as a suggestion, which no build shows. Where a project has made it
/// a warning, it is enough.
/// </summary>
internal static class OverlapWithCA2016
{
    private const string Id = "CA2016";

    public static bool IsReported(Compilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var configured = compilation.Options.SyntaxTreeOptionsProvider;
        if ((configured is not null && configured.TryGetDiagnosticValue(tree, Id, cancellationToken, out var severity))
            || compilation.Options.SpecificDiagnosticOptions.TryGetValue(Id, out severity)
            || (configured is not null && configured.TryGetGlobalDiagnosticValue(Id, cancellationToken, out severity)))
        {
            return severity is ReportDiagnostic.Warn or ReportDiagnostic.Error;
        }

        return false;
    }
}

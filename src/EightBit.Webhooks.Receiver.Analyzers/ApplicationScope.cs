using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers;

/// <summary>What can be known of an application from the compilation of one project.</summary>
internal static class ApplicationScope
{
    private const string Core = "EightBit.Webhooks.Receiver";

    private static readonly string[] TestFrameworks = ["xunit.", "nunit.framework", "Microsoft.VisualStudio.TestPlatform", "MSTest.", "TUnit."];

    /// <summary>Tests hold secrets and break rules on purpose; no rule looks at them.</summary>
    public static bool IsTestCode(this Compilation compilation)
        => compilation.ReferencedAssemblyNames.Any(
            assembly => TestFrameworks.Any(name => assembly.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// Whether this compilation sees all that is registered: it is a program, and no library of the user's own, which could register
    /// something too, stands between it and the core package.
    /// </summary>
    public static bool SeesAllRegistrations(this Compilation compilation)
        => compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            && !compilation.SourceModule.ReferencedAssemblySymbols.Any(CouldRegister);

    private static bool CouldRegister(IAssemblySymbol assembly)
        => !IsOwnPackage(assembly.Name) && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Core));

    // None of these registers a receiver or an event by itself.
    private static bool IsOwnPackage(string name)
        => name is Core or Core + ".Sqlite" or Core + ".Redis" or Core + ".OpenTelemetry" or Core + ".Dashboard" or Core + ".Testing";
}

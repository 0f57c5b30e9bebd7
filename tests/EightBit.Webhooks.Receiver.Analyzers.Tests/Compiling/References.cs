using Microsoft.CodeAnalysis;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

/// <summary>What this test runs on is what its sources are compiled against: the framework, the core package, Entity Framework.</summary>
internal static class References
{
    private static readonly string[] Assemblies =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    public static IReadOnlyList<MetadataReference> OfAnApplication { get; } =
        [.. Assemblies.Where(IsForApplications).Select(path => MetadataReference.CreateFromFile(path))];

    public static MetadataReference TestFramework { get; } = MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location);

    private static bool IsForApplications(string path)
        => path.Contains("Microsoft.NETCore.App", StringComparison.Ordinal)
            || path.Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal)
            || Path.GetFileName(path) is "EightBit.Webhooks.Receiver.dll" or "Microsoft.EntityFrameworkCore.dll" or "Microsoft.EntityFrameworkCore.Abstractions.dll";
}

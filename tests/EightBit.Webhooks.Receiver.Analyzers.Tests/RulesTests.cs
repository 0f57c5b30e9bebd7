using EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests;

public sealed class RulesTests
{
    [Fact]
    public void Every_rule_has_an_analyzer_and_all_but_one_have_a_fix()
    {
        string[] ids = ["EBW001", "EBW002", "EBW003", "EBW004"];

        // Where a misplaced attribute belongs is for its author to say.
        Shipped.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Distinct().Should().BeEquivalentTo([.. ids, "EBW005"]);
        Shipped.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Should().BeEquivalentTo(ids);
    }

    [Fact]
    public void Every_type_that_a_rule_looks_for_exists()
    {
        var compilation = CSharpCompilation.Create("application", references: References.OfAnApplication);
        ReceiverTypes.All.Concat(FrameworkTypes.All).Should().OnlyContain(name => compilation.GetTypeByMetadataName(name) != null);
    }

    [Fact]
    public void The_analyzers_run_in_the_compiler_of_the_oldest_SDK_of_dotnet_10()
        => Shipped.Analyzers[0].GetType().Assembly.GetReferencedAssemblies()
            .Single(assembly => assembly.Name == "Microsoft.CodeAnalysis").Version.Should().BeLessThan(new Version(5, 0));
}

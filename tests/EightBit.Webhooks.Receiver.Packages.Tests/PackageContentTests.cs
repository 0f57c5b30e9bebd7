using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using EightBit.Webhooks.Receiver.Packages.Tests.Packing;

namespace EightBit.Webhooks.Receiver.Packages.Tests;

/// <summary>What is in the packages.</summary>
[Collection(PackedOnce.Name)]
[Trait("Category", "Slow")]
public sealed class PackageContentTests(PackedPackages packed)
{
    public static TheoryData<string> Libraries => new()
    {
        "EightBit.Webhooks.Receiver",
        "EightBit.Webhooks.Receiver.Dashboard",
        "EightBit.Webhooks.Receiver.OpenTelemetry",
        "EightBit.Webhooks.Receiver.Redis",
        "EightBit.Webhooks.Receiver.Sqlite",
        "EightBit.Webhooks.Receiver.Testing",
    };

    public static TheoryData<string> All => [.. Libraries, "EightBit.Webhooks.Cli", "EightBit.Webhooks.Receiver.Templates"];

    [Fact]
    public void Nothing_else_is_packed()
        => Directory.EnumerateFiles(packed.Packages, "*.nupkg").Should().HaveCount(All.Count);

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_says_what_it_is(string id)
    {
        using var package = packed.Open(id);
        var metadata = Metadata(package);

        Entries(package).Should().Contain(["README.md", "icon.png", "sbom/bom.cdx.json"]);
        Value(metadata, "version").Should().Be(packed.Version, "the tag says so");
        Value(metadata, "license").Should().Be("MIT");
        Value(metadata, "readme").Should().Be("README.md");
        Value(metadata, "icon").Should().Be("icon.png");
        Value(metadata, "description").Should().NotBeNullOrWhiteSpace().And.NotBe("Package Description");
        Value(metadata, "tags").Should().Contain("8bit-ai");
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_documentation_and_symbols(string id)
    {
        using var package = packed.Open(id);
        using var symbols = packed.Open(id, "snupkg");

        Entries(package).Should().Contain([$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"]);
        Entries(symbols).Should().Contain($"lib/net10.0/{id}.pdb");
    }

    [Fact]
    public void The_tool_has_symbols()
    {
        using var symbols = packed.Open("EightBit.Webhooks.Cli", "snupkg");

        Entries(symbols).Should().Contain("tools/net10.0/any/eightbit-webhooks.pdb");
    }

    [Fact]
    public void The_core_depends_on_the_shared_framework_alone()
    {
        using var package = packed.Open("EightBit.Webhooks.Receiver");
        var metadata = Metadata(package);

        metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Should().BeEmpty();
        metadata.Descendants().Where(element => element.Name.LocalName == "frameworkReference")
            .Should().ContainSingle().Which.Attribute("name")!.Value.Should().Be("Microsoft.AspNetCore.App");
    }

    [Fact]
    public void The_core_carries_the_analyzers_and_its_bill_of_materials_knows_them()
    {
        string[] analyzers = ["EightBit.Webhooks.Receiver.Analyzers", "EightBit.Webhooks.Receiver.CodeFixes"];
        using var package = packed.Open("EightBit.Webhooks.Receiver");
        using var bill = JsonDocument.Parse(package.GetEntry("sbom/bom.cdx.json")!.Open());

        var parts = bill.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("components").EnumerateArray().ToDictionary(
            part => part.GetProperty("name").GetString()!, part => part.GetProperty("hashes")[0].GetProperty("content").GetString());
        parts.Keys.Should().BeEquivalentTo(analyzers);
        foreach (var analyzer in analyzers)
        {
            using var content = package.GetEntry($"analyzers/dotnet/cs/{analyzer}.dll")!.Open();
            parts[analyzer].Should().Be(Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    [Fact]
    public void The_bill_of_materials_names_what_a_package_was_built_with()
    {
        using var package = packed.Open("EightBit.Webhooks.Receiver.Sqlite");
        using var bill = JsonDocument.Parse(package.GetEntry("sbom/bom.cdx.json")!.Open());

        bill.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("version").GetString().Should().Be(packed.Version);
        bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString())
            .Should().Contain(["EightBit.Webhooks.Receiver", "Microsoft.Data.Sqlite.Core", "SQLitePCLRaw.lib.e_sqlite3"]);
    }

    private static IEnumerable<string> Entries(ZipArchive package) => package.Entries.Select(entry => entry.FullName);

    private static XElement Metadata(ZipArchive package)
    {
        using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().First();
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}

using System.Reflection;
using System.Text.RegularExpressions;
using EightBit.Webhooks.Receiver.Configuration;
using EightBit.Webhooks.Receiver.FunctionalTests.Hosting;

namespace EightBit.Webhooks.Receiver.FunctionalTests.Documentation;

/// <summary>The front page says what is so.</summary>
public sealed class ReadmeTests
{
    internal static readonly string Repository = FindRepository();
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository, "README.md"));

    [Fact]
    public void The_code_is_the_quick_start_sample_to_the_letter()
    {
        var sample = File.ReadAllText(Path.Combine(Repository, "samples", "QuickStart", "Program.cs"));

        Readme.Should().Contain($"```csharp\n{sample}```");
    }

    [Theory]
    [InlineData(typeof(WebhookReceiverOptions))]
    [InlineData(typeof(Receiver.Processing.WebhookProcessingOptions))]
    [InlineData(typeof(InMemory.InMemoryInboxOptions))]
    public void Every_option_is_in_the_tables(Type options)
    {
        foreach (var option in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Readme.Should().Contain($"`{option.Name}`");
        }
    }

    [Fact]
    public void Every_linked_file_or_folder_exists()
    {
        var links = Regex.Matches(Readme, @"\]\((?!https?:)([^)#]+)").Select(match => match.Groups[1].Value);

        links.Should().NotBeEmpty().And.OnlyContain(link => Path.Exists(Path.Combine(Repository, link)));
    }

    [Fact]
    public async Task The_delivery_made_with_openssl_and_curl_is_accepted_and_then_a_duplicate()
    {
        await using var receiver = await TestReceiver.StartAsync(
            settings: new() { ["EightBit:Webhooks:Secrets:0"] = "correct-horse-battery-staple" });
        var block = Regex.Match(Readme, "```sh\n(secret=.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var script = block.Replace("http://localhost:5080", receiver.Platform.BaseAddress.ToString().TrimEnd('/'));

        (await RunAsync(script)).Should().Contain("200 OK").And.EndWith("{\"code\":\"accepted\"}");
        (await RunAsync(script)).Should().Contain("200 OK").And.EndWith("{\"code\":\"duplicate\"}");
    }

    [Fact]
    public void Every_test_that_the_guarantees_name_exists()
    {
        var guarantees = File.ReadAllText(Path.Combine(Repository, "docs", "guarantees.md"));
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        var named = Regex.Matches(guarantees, @"`([A-Z]\w*_\w+)`").Select(match => match.Groups[1].Value);

        named.Should().HaveCountGreaterThan(20).And.OnlyContain(name => tests.Contains(" " + name + "("));
    }

    private static async Task<string> RunAsync(string script) => (await ChildProcess.RunAsync(TimeSpan.FromMinutes(1), "bash", "-c", script)).Output;

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EightBit.Webhooks.Receiver.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

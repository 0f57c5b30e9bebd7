using Fuzz.Mutating;
using Fuzz.Running;
using Fuzz.Targets;

namespace EightBit.Webhooks.Receiver.FuzzTests;

/// <summary>Every input of the corpus, those of mended bugs among them (bug-*), as it is.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_of_the_corpus_breaks_a_promise(string target)
    {
        var files = SeedCorpus.FilesOf(target);
        var fuzzed = FuzzTargets.Find(target)!.Create();

        files.Should().NotBeEmpty();
        foreach (var file in files)
        {
            Trial.Of(fuzzed, File.ReadAllBytes(file)).Should().BeNull("{0} is taken as it should be", Path.GetFileName(file));
        }
    }

    [Fact]
    public void Every_folder_of_the_corpus_is_of_a_target()
        => Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Corpus")).Select(Path.GetFileName)
            .Should().BeEquivalentTo(FuzzTargets.All.Select(target => target.Name));
}

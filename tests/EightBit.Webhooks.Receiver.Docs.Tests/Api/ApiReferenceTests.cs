using ApiReference;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Api;

public sealed class ApiReferenceTests
{
    [Fact]
    public void The_reference_is_that_of_the_code_as_it_is()
    {
        var rendered = Reference.Render().ToDictionary(page => $"docs/api/{page.File}", page => page.Text);

        Repository.Files(".md").Where(path => path.StartsWith("docs/api/", StringComparison.Ordinal)).Should().BeEquivalentTo(rendered.Keys);
        foreach (var (path, text) in rendered)
        {
            (Repository.Read(path) == text).Should().BeTrue($"{path} is to be written anew: dotnet run --project eng/ApiReference");
        }
    }
}

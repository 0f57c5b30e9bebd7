using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Samples.Tests.Support;

namespace Samples.Tests.ExternalProcessing;

public sealed class StartupTests
{
    [Fact]
    public async Task Without_the_address_of_a_model_it_does_not_start_and_says_what_to_set()
    {
        using var folder = new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["EightBit:Webhooks:Secrets:0"] = "the-secret-of-the-tests";
        builder.Configuration["ConnectionStrings:Webhooks"] = folder.Database("inbox.db");
        await using var app = global::ExternalProcessing.Program.CreateApp(builder);

        var start = () => app.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*ExternalProcessing:Model:Url is not set.*");
    }
}

using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>
/// Whether a tool has started the application only to look at it, such as the one that writes its OpenAPI document in a build. Tools that
/// end the application before it is started, such as <c>dotnet ef</c>, need no care.
/// </summary>
internal static class ToolRun
{
    /// <summary>Programs that load the application's assembly, put a server in it that receives nothing, and start it.</summary>
    private static readonly string[] Tools = ["GetDocument.Insider", "dotnet-swagger", "NSwag.AspNetCore.Launcher"];

    /// <summary>What these tools call that server.</summary>
    private const string Server = "NoopServer";

    /// <returns>The tool's name, or null where the application runs.</returns>
    public static string? ToolOf(IServiceProvider services)
        => Assembly.GetEntryAssembly()?.GetName().Name is { } program && Tools.Contains(program) ? program
            : services.GetService<IServer>()?.GetType() is { Name: Server } server ? server.Assembly.GetName().Name
            : null;
}

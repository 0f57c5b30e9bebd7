using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Code;

/// <summary>What a reader's project has, before the code of a page is added to it.</summary>
internal static class WebProject
{
    /// <summary>The implicit usings of the Web SDK, the two namespaces of the quick start, and its handler.</summary>
    public const string TakenForGiven =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        global using EightBit.Webhooks.Receiver.Events;
        global using EightBit.Webhooks.Receiver.Handlers;

        internal sealed class LogMessage : IWebhookHandler<MessageReceived>
        {
            public Task HandleAsync(WebhookEvent<MessageReceived> webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """;

    private static readonly IReadOnlyList<string> Built =
        [.. Repository.Files(".cs").Where(path => path.StartsWith("samples/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal)).Select(path => Dedented(Repository.Read(path)))];

    /// <summary>Whether a block is, to the letter, a file or a part of a file that is built, and mostly run, with the solution.</summary>
    public static bool IsBuiltWithTheSolution(CodeBlock block)
    {
        var text = Dedented(block.Text);
        return Built.Any(file => file.Contains(text, StringComparison.Ordinal));
    }

    private static string Dedented(string code) => string.Join('\n', code.Split('\n').Select(line => line.TrimStart()));
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EightBit.Webhooks.Receiver.Configuration;

/// <summary>Takes the place of the services that would validate, open and process, where a tool has started the application.</summary>
internal sealed class ToolRunNotice : IHostedService
{
    private readonly string _tool;
    private readonly ILogger<ToolRunNotice> _logger;

    public ToolRunNotice(string tool, ILogger<ToolRunNotice> logger)
    {
        _tool = tool;
        _logger = logger;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _logger.StartedByTool(_tool);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

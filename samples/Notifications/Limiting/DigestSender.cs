using Microsoft.Extensions.Options;
using Notifications.Chat;

namespace Notifications.Limiting;

/// <summary>Tells the chat now and then what was held back, and once more when the application stops.</summary>
internal sealed class DigestSender : BackgroundService
{
    private readonly HeldBack _heldBack;
    private readonly IServiceScopeFactory _scopes;
    private readonly ChatPause _pause;
    private readonly PeriodicTimer _timer;
    private readonly ILogger<DigestSender> _logger;

    public DigestSender(
        HeldBack heldBack, IServiceScopeFactory scopes, ChatPause pause, IOptions<GateOptions> options, TimeProvider time, ILogger<DigestSender> logger)
    {
        _heldBack = heldBack;
        _scopes = scopes;
        _pause = pause;
        _timer = new PeriodicTimer(options.Value.DigestEvery, time);
        _logger = logger;
    }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SendAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(stoppingToken))
            {
                if (!_pause.IsOn)
                {
                    await SendAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last digest is sent by StopAsync.
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var held = _heldBack.Take();
        if (held.Count == 0)
        {
            return;
        }

        try
        {
            // A client for every digest: the factory renews its connections, so that a changed address is noticed.
            await using var scope = _scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ChatClient>().PostAsync(TextOf(held), cancellationToken);
        }
        catch (Exception exception)
        {
            // One that fails must not end the loop; what it would have said is in the next one.
            foreach (var (subject, count) in held)
            {
                _heldBack.Add(subject, count);
            }

            Log.DigestFailed(_logger, exception, held.Values.Sum());
        }
    }

    private static string TextOf(IReadOnlyDictionary<string, int> held)
        => $"Held back: {held.Values.Sum()} notifications."
            + string.Concat(held.OrderByDescending(line => line.Value).Select(line => $"\n• {line.Value} × {line.Key}"));
}

using System.Security.Cryptography;
using EightBit.Webhooks.Cli.Checking.Effects;
using EightBit.Webhooks.Cli.Checking.Reporting;
using EightBit.Webhooks.Cli.Checking.Sending;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Checking;

/// <summary>Holds one receiver to a number of checks, one after the other.</summary>
internal sealed class CheckRun : IDisposable
{
    private const int RunDigits = 6;

    private readonly CheckSettings _settings;
    private readonly TimeProvider _time;
    private readonly Sender _sender;
    private readonly EffectsHook? _effects;
    private readonly string _run = RandomNumberGenerator.GetHexString(RunDigits, lowercase: true);

    public CheckRun(CheckSettings settings, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _sender = new Sender(settings, time);
        _effects = settings.EffectsUrl is { } url ? new EffectsHook(url, settings, time) : null;
    }

    /// <returns>Whether all of them ran: not so when it was cancelled, and then the report has those that did.</returns>
    /// <exception cref="CliException">The receiver cannot be checked at all.</exception>
    public async Task<bool> RunAsync(IReadOnlyList<Check> checks, Report report, CancellationToken cancellationToken)
    {
        await Preflight.RunAsync(SubjectOf("preflight"), cancellationToken);
        foreach (var check in checks)
        {
            report.Begin(check);
            var startedAt = _time.GetTimestamp();
            if (await RunAsync(check, cancellationToken) is not { } verdict)
            {
                return false;
            }

            report.Add(new CheckResult(check, verdict, _time.GetElapsedTime(startedAt)));
        }

        return true;
    }

    public void Dispose()
    {
        _sender.Dispose();
        _effects?.Dispose();
    }

    /// <returns>Null when it was cancelled.</returns>
    private async Task<Verdict?> RunAsync(Check check, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await check.RunAsync(SubjectOf(check.Id), cancellationToken);
        }
        catch (EffectsException exception)
        {
            return Verdict.NotVisible(exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private Subject SubjectOf(string checkId)
    {
        var signer = Signer.Of(_settings);
        return new Subject
        {
            Settings = _settings,
            Signer = signer,
            Make = new DeliveryMaker(signer, $"check_{_run}_{checkId}", _time),
            Sender = _sender,
            Raw = new RawSender(_settings, _time),
            Effects = _effects,
            Time = _time,
        };
    }
}

using System.Diagnostics;
using Fuzz.Mutating;
using Fuzz.Targets;

namespace Fuzz.Running;

/// <summary>Feeds one target on a thread of its own, and watches the clock.</summary>
internal sealed class TargetRun
{
    private const int MostFindings = 20;

    /// <summary>An input that is not taken after this time never will be: the target is given up, with its thread.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly FuzzTarget _target;
    private readonly Mutator _mutator;
    private readonly FindingsFolder _folder;
    private readonly List<string> _files = [];
    private readonly Dictionary<string, Finding> _findings = [];
    private long _taken;
    private volatile byte[]? _current;

    public TargetRun(FuzzTarget target, int seed, string findingsFolder)
    {
        _target = target;
        _mutator = new Mutator(SeedCorpus.Of(target.Name), Tokens.All, target.SeedFrom(seed));
        _folder = new FindingsFolder(findingsFolder, target.Name);
    }

    public async Task<TargetReport> RunAsync(long inputs)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var feeding = Task.Factory.StartNew(() => Feed(inputs), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!await IsFedAsync(feeding))
        {
            Keep(Finding.Hang(Patience, _current!));
        }

        return new TargetReport(_target.Name, Interlocked.Read(ref _taken), Stopwatch.GetElapsedTime(startedAt), [.. _findings.Values], _files);
    }

    /// <returns>False when an input is never done.</returns>
    private async Task<bool> IsFedAsync(Task feeding)
    {
        var (seen, since) = (0L, Stopwatch.GetTimestamp());
        while (await Task.WhenAny(feeding, Task.Delay(Look)) != feeding)
        {
            var taken = Interlocked.Read(ref _taken);
            if (taken != seen || _current is null)
            {
                (seen, since) = (taken, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > Patience)
            {
                return false;
            }
        }

        await feeding;
        return true;
    }

    private void Feed(long inputs)
    {
        var fuzzed = _target.Create();
        while (_taken < inputs && _findings.Count < MostFindings)
        {
            _current = _mutator.Next();
            if (Trial.Of(fuzzed, _current) is { } finding)
            {
                Keep(finding);
            }

            Interlocked.Increment(ref _taken);
        }

        (fuzzed as IAsyncDisposable)?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private void Keep(Finding finding)
    {
        if (_findings.TryAdd(finding.Cause, finding))
        {
            _files.Add(_folder.Keep(finding));
        }
    }
}

using Soak.Judging;

namespace Soak.Running;

/// <summary>
/// What the application prints: of the errors that are planned only the number, of everything else the last lines too. How much it is, is not
/// judged: it grows with the events that die, and any other line is a complaint by itself.
/// </summary>
internal sealed class PrintedLines
{
    private const int MostKept = 40;

    private readonly Lock _gate = new();
    private readonly Queue<string> _last = [];

    public int Planned { get; private set; }

    public int Unexpected { get; private set; }

    /// <summary>Of the unexpected ones.</summary>
    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_gate)
            {
                return [.. _last];
            }
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            if (PlannedError.Is(line))
            {
                Planned++;
                return;
            }

            Unexpected++;
            _last.Enqueue(line);
            if (_last.Count > MostKept)
            {
                _last.Dequeue();
            }
        }
    }
}

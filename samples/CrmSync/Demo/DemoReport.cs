using System.Globalization;
using CrmSync.Api;
using CrmSync.Demo.Output;
using CrmSync.Demo.Script;
using CrmSync.Demo.Sending;

namespace CrmSync.Demo;

/// <summary>Gathers what was sent, answered and found, and prints it.</summary>
internal sealed class DemoReport
{
    private const int BurstRowsShown = 3;

    private readonly Terminal _terminal;
    private readonly ConsoleTable _deliveries = new("Sent", "Answered", "Expected", "Acknowledged in");
    private readonly List<string> _findings = [];
    private int _deliveryCount;
    private int _rowCount;

    public DemoReport(Terminal terminal) => _terminal = terminal;

    public void Begin(Uri address)
    {
        _terminal.WriteLine($"CrmSync runs at {address} with a fresh database; the platform sends it a conversation.");
        _terminal.WriteLine();
    }

    public void Add(DemoStep step, DeliveryAnswer answer)
    {
        var asExpected = answer.Text == step.ExpectedAnswer && answer.Elapsed < PlatformSender.Patience;
        _deliveryCount++;
        _deliveries.Add(asExpected ? Tone.Good : Tone.Bad, step.Title, answer.Text, step.ExpectedAnswer, Milliseconds(answer.Elapsed));
        if (!asExpected)
        {
            _findings.Add($"\"{step.Title}\" was answered {answer.Text} in {Milliseconds(answer.Elapsed)} instead of {step.ExpectedAnswer}.");
        }
    }

    public void AddBurst(IReadOnlyCollection<DeliveryAnswer> answers)
    {
        var answered = Counted(answers.Select(answer => answer.Text));
        var expected = Counted(Enumerable.Repeat(DemoStep.Accepted, BurstScript.Messages)
            .Concat(Enumerable.Repeat(DemoStep.Duplicate, BurstScript.Duplicates)));
        var times = answers.Select(answer => answer.Elapsed).Order().ToList();
        var elapsed = $"{Milliseconds(times[times.Count / 2])} (half of them), {Milliseconds(times[^1])} (slowest)";
        var asExpected = answered == expected && times[^1] < PlatformSender.Patience;
        _deliveryCount += answers.Count;
        _deliveries.Add(asExpected ? Tone.Good : Tone.Bad, $"Burst of {answers.Count}, in parallel", answered, expected, elapsed);
        if (!asExpected)
        {
            _findings.Add($"The burst was answered {answered} instead of {expected}, the slowest in {Milliseconds(times[^1])}.");
        }
    }

    public void AddFindings(IEnumerable<string> findings) => _findings.AddRange(findings);

    public void PrintDeliveries()
    {
        _deliveries.Print(_terminal);
        _terminal.WriteLine();
    }

    public void PrintRows(IReadOnlyList<ContactItem> contacts, IReadOnlyList<ActivityItem> activities)
    {
        _rowCount = activities.Count;
        var people = new ConsoleTable("Contact", "Name", "E-mail", "Phone", "Conversations");
        foreach (var contact in contacts.OrderBy(contact => contact.Id))
        {
            people.Add(Tone.Plain, Text(contact.Id), contact.Name, contact.Email ?? "–", contact.Phone ?? "–", Text(contact.Conversations));
        }

        people.Print(_terminal);
        _terminal.WriteLine();

        var ofBurst = activities.Where(activity => BurstScript.IsFromBurst(activity.EventId)).ToList();
        var rows = new ConsoleTable("Activity", "Event", "Handler", "Contact", "Text");
        foreach (var activity in activities.Except(ofBurst).Concat(ofBurst.Take(BurstRowsShown)))
        {
            rows.Add(Tone.Plain, Text(activity.Id), activity.EventId, activity.Handler, Text(activity.ContactId), activity.Text);
        }

        rows.Print(_terminal);
        _terminal.WriteLine($"  … and {Math.Max(0, ofBurst.Count - BurstRowsShown)} more of the burst");
        _terminal.WriteLine();
    }

    /// <returns>Whether everything was as expected.</returns>
    public bool Conclude(RecentLog log)
    {
        if (_findings.Count == 0)
        {
            _terminal.WriteLine(
                $"All {_deliveryCount} deliveries were answered as expected, and exactly the expected {_rowCount} rows came of them.", Tone.Good);
            return true;
        }

        _terminal.WriteLine("The application's latest warnings and errors (refused deliveries belong to the demo):", Tone.Heading);
        foreach (var line in log.Lines)
        {
            _terminal.WriteLine($"  {line}");
        }

        _terminal.WriteLine();
        _terminal.WriteLine("NOT as expected:", Tone.Bad);
        foreach (var finding in _findings)
        {
            _terminal.WriteLine($"  - {finding}", Tone.Bad);
        }

        return false;
    }

    public void Interrupt() => _terminal.WriteLine("The demo was interrupted.", Tone.Bad);

    public void Fail(Exception exception)
    {
        _terminal.WriteLine($"The demo could not be played to its end: {exception.Message}", Tone.Bad);
        _terminal.WriteLine(exception.ToString());
    }

    private static string Counted(IEnumerable<string> answers)
        => string.Join(", ", answers.CountBy(answer => answer).OrderBy(answer => answer.Key, StringComparer.Ordinal)
            .Select(answer => $"{answer.Value} × {answer.Key}"));

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

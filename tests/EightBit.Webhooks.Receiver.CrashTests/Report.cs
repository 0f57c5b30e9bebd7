using Xunit.Abstractions;

namespace EightBit.Webhooks.Receiver.CrashTests;

/// <summary>Figures for people: in the test's output, and in a file that the test script prints at the end.</summary>
internal static class Report
{
    private static readonly Lock Gate = new();

    public static void Write(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("EIGHTBIT_TEST_REPORT") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText($"{file}.{Environment.ProcessId}", line + "\n"); // test projects run side by side
            }
        }
    }
}

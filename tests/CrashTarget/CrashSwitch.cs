using System.Diagnostics;

namespace CrashTarget;

/// <summary>Ends the process, as a kill from outside would, when it passes the armed point for the armed time.</summary>
internal sealed class CrashSwitch
{
    private readonly int[] _passesLeft = new int[Enum.GetValues<CrashPoint>().Length];

    public void Arm(CrashPoint point, int passes) => Volatile.Write(ref _passesLeft[(int)point], passes);

    public void Pass(CrashPoint point)
    {
        if (Volatile.Read(ref _passesLeft[(int)point]) > 0 && Interlocked.Decrement(ref _passesLeft[(int)point]) == 0)
        {
            End();
        }
    }

    public static void End()
    {
        Process.GetCurrentProcess().Kill(); // SIGKILL: no finally block, no flush, no goodbye
        Thread.Sleep(Timeout.Infinite);
    }
}

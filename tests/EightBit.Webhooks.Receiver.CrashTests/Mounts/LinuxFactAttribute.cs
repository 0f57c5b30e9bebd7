namespace EightBit.Webhooks.Receiver.CrashTests.Mounts;

/// <summary>A fact about what only Linux says of a file.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "How many names a file has, and whether it is still the one that is open, is asked of Linux alone.";
        }
    }
}

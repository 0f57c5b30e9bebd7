namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Opening;

/// <summary>A theory about what only Linux says of a file.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "How many names a file has, and whether it is still the one that is open, is asked of Linux alone.";
        }
    }
}

namespace EightBit.Webhooks.Receiver.CrashTests.FullDisk;

/// <summary>A theory that mounts a disk of its own, which takes root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "Mounting a small disk takes root.";
        }
    }
}

namespace EightBit.Webhooks.Receiver.CrashTests.FullDisk;

/// <summary>A fact that mounts file systems, which takes root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "Mounting file systems takes root.";
        }
    }
}

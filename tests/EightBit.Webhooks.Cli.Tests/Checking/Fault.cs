using BrokenReceivers;

namespace EightBit.Webhooks.Cli.Tests.Checking;

/// <summary>A receiver with one fault, and the checks that find it.</summary>
internal sealed record Fault(Func<SoundReceiver> Create, params string[] Ids)
{
    public static Fault Of<TReceiver>(params string[] ids)
        where TReceiver : SoundReceiver, new()
        => new(() => new TReceiver(), ids);
}

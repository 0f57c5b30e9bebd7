using EightBit.Webhooks.Receiver.Testing.Tests.Compliance.Faults;

namespace EightBit.Webhooks.Receiver.Testing.Tests.Documentation.Example;

/// <summary>Stands for an inbox that somebody has written.</summary>
internal sealed class OwnInbox : InboxDecorator
{
    public OwnInbox(OwnDatabase database)
        : base(database.Events)
    {
    }

    public override bool IsDurable => true;
}

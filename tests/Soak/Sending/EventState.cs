namespace Soak.Sending;

/// <summary>What is known of an event.</summary>
[Flags]
internal enum EventState : byte
{
    None = 0,
    Acknowledged = 1,
    Handled = 2,
    HandledAgain = 4,
    Dead = 8,
    MeantToDie = 16,
}

namespace LiveAnalytics.Counting;

/// <summary>What an event says about its conversation.</summary>
internal enum ConversationSign
{
    None,
    IsOpen,
    IsOver,
}

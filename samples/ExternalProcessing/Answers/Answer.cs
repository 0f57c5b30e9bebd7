namespace ExternalProcessing.Answers;

/// <param name="EventId">The event that asked.</param>
/// <param name="ConversationId">Its conversation; null when it names none.</param>
/// <param name="Text">What the model said.</param>
internal sealed record Answer(string EventId, string? ConversationId, string Text);

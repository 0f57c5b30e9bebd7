namespace ExternalProcessing.Model;

internal sealed record ModelQuestion(string? ConversationId, string Text);

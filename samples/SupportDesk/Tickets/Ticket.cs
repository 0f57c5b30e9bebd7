namespace SupportDesk.Tickets;

/// <param name="Key">The same for each attempt to open it, so that the ticket system opens it once.</param>
/// <param name="ConversationId">The conversation that a person has to take over.</param>
/// <param name="Team">Who that is.</param>
/// <param name="Priority">How urgent it is.</param>
public sealed record Ticket(string Key, string? ConversationId, string Team, string? Priority);

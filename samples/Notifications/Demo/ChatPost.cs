namespace Notifications.Demo;

/// <param name="Text">What was posted.</param>
/// <param name="Status">What it was answered.</param>
/// <param name="At">When it came, by the clock of the stand-in.</param>
internal sealed record ChatPost(string Text, int Status, DateTimeOffset At);

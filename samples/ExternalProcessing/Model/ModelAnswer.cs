namespace ExternalProcessing.Model;

internal sealed record ModelAnswer(string Text);

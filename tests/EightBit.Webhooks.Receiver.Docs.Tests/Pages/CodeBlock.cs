namespace EightBit.Webhooks.Receiver.Docs.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Language">What stands behind the fence; empty if nothing does.</param>
/// <param name="Mark">The text of the HTML comment on the line before it; empty if there is none.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Mark, string Text)
{
    public override string ToString() => $"{Page}:{Line}";
}

using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace EightBit.Webhooks.Receiver.Analyzers.Tests.Compiling;

/// <summary>Source in which what is to be reported stands between <c>[|</c> and <c>|]</c>.</summary>
internal sealed class MarkedSource
{
    private MarkedSource(string text, IReadOnlyList<TextSpan> marks)
    {
        Text = text;
        Marks = marks;
    }

    public string Text { get; }

    public IReadOnlyList<TextSpan> Marks { get; }

    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<TextSpan>();
        var start = 0;
        for (var index = 0; index < marked.Length; index++)
        {
            var pair = marked.AsSpan(index, Math.Min(2, marked.Length - index));
            if (pair is "[|")
            {
                start = text.Length;
                index++;
            }
            else if (pair is "|]")
            {
                marks.Add(TextSpan.FromBounds(start, text.Length));
                index++;
            }
            else
            {
                text.Append(marked[index]);
            }
        }

        return new MarkedSource(text.ToString(), marks);
    }
}

using Microsoft.AspNetCore.Http;

namespace EightBit.Webhooks.Receiver.Dashboard.Actions;

/// <summary>Who asks, as it stands in the log.</summary>
internal static class Operator
{
    private const int MaxLength = 100;

    public static string NameOf(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true } identity)
        {
            return "(nobody signed in)";
        }

        // A name may be its owner's choice, and log lines are separated by line ends.
        var name = string.Concat((identity.Name ?? "(no name)").Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? '?' : character));
        return name.Length > MaxLength ? name[..MaxLength] + "…" : name;
    }
}

using System.CommandLine;
using System.Text;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Input;

/// <summary>Whether it is really meant: asked of a person, and stated with <c>--yes</c> by a script.</summary>
internal sealed class Confirmation
{
    private readonly Surroundings _surroundings;

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask. Needed for more than one where nobody can be asked." };

    private Confirmation(Surroundings surroundings) => _surroundings = surroundings;

    public static Confirmation AddTo(Command command, Surroundings surroundings)
    {
        var confirmation = new Confirmation(surroundings);
        command.Add(confirmation._yes);
        return confirmation;
    }

    /// <returns>False when the answer is not yes.</returns>
    /// <exception cref="CliException">There is nobody to ask.</exception>
    public async Task<bool> IsMeantAsync(ParseResult result, string question, CancellationToken cancellationToken)
    {
        if (result.GetValue(_yes))
        {
            return true;
        }

        if (_surroundings.IsInputRedirected || !_surroundings.Error.IsTerminal)
        {
            throw new CliException($"{question} There is nobody to ask: add --yes. Nothing was done.");
        }

        _surroundings.Error.Write($"{question} [y/N] ");
        using var reader = new StreamReader(_surroundings.OpenInput(), Encoding.UTF8);
        var answer = await Task.Run(reader.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}

using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Input;

/// <summary>The bytes to work on: a file, or standard input.</summary>
internal sealed class BodyArgument
{
    private const string StandardInput = "-";

    private readonly Surroundings _surroundings;

    private readonly Argument<string> _file = new("file")
    {
        Description = "The file with the body, byte by byte; - for standard input.",
        DefaultValueFactory = _ => StandardInput,
    };

    private BodyArgument(Surroundings surroundings) => _surroundings = surroundings;

    public static BodyArgument AddTo(Command command, Surroundings surroundings)
    {
        var argument = new BodyArgument(surroundings);
        command.Add(argument._file);
        return argument;
    }

    /// <exception cref="CliException">It cannot be read.</exception>
    public async Task<byte[]> ReadAsync(ParseResult result, bool inputIsTaken, CancellationToken cancellationToken)
    {
        var file = result.GetValue(_file)!;
        if (file != StandardInput)
        {
            return await BodyFile.ReadAsync(file, cancellationToken);
        }

        if (inputIsTaken)
        {
            throw new CliException($"Standard input has the secret, so the body has to come from a file. Name one, or set {SecretOptions.Variable}.");
        }

        if (!_surroundings.IsInputRedirected)
        {
            _surroundings.Error.WriteLine("Reading the body from standard input; Ctrl-D ends it.");
        }

        await using var input = _surroundings.OpenInput();
        using var body = new MemoryStream();
        await input.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using EightBit.Webhooks.Cli.CommandLine;

namespace EightBit.Webhooks.Cli.Signing;

/// <summary>Makes a secret as the platform does.</summary>
internal static class SecretCommand
{
    private const int Digits = 64;

    public static Command Create(Surroundings surroundings)
    {
        var command = new CliCommand("secret", "Makes a secret as the platform does: 32 random bytes, written as 64 hex digits.")
            .Example("eightbit-webhooks secret", "Print one")
            .Example("export EIGHTBIT_WEBHOOKS_SECRET=$(eightbit-webhooks secret)", "Make one, and use it for the other commands of this session");
        command.SetAction(_ =>
        {
            surroundings.Out.Writer.WriteLine(RandomNumberGenerator.GetHexString(Digits, lowercase: true));
            return ExitCode.Success;
        });
        return command;
    }
}

using System.Diagnostics;

namespace EightBit.Webhooks.Cli.Tests.Support;

/// <summary>The built tool as a process of its own, with nothing of this machine's environment that matters to it.</summary>
internal static class CliProcess
{
    public const string Secret = "a-secret-of-the-cli-tests-0123456";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    public static string Program => Path.Combine(AppContext.BaseDirectory, "eightbit-webhooks.dll");

    /// <summary>Runs it with the secret in its environment.</summary>
    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync(arguments, secret: Secret);

    public static Task<CliResult> RunAsync(string[] arguments, string? secret = null, byte[]? input = null)
        => RunAsync("dotnet", [Program, .. arguments], secret, input);

    public static Task<CliResult> RunAsync((string Variable, string Value) environment, params string[] arguments)
        => RunAsync("dotnet", [Program, .. arguments], secret: null, input: null, environment);

    public static async Task<CliResult> RunAsync(
        string program, string[] arguments, string? secret, byte[]? input, params (string Variable, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("EIGHTBIT_WEBHOOKS_SECRET");
        if (secret is not null)
        {
            start.Environment["EIGHTBIT_WEBHOOKS_SECRET"] = secret;
        }

        start.Environment.Remove("EIGHTBIT_WEBHOOKS_REDIS");
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        var ended = await ChildProcess.RunAsync(start, Deadline, input);
        return new CliResult(ended.ExitCode, ended.Output, ended.Errors);
    }
}

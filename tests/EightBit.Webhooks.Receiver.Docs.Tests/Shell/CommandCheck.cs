using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Receiver.Docs.Tests.Pages;

namespace EightBit.Webhooks.Receiver.Docs.Tests.Shell;

/// <summary>Says what is wrong with a command, as far as that can be said without running it.</summary>
internal static class CommandCheck
{
    /// <summary>What has to be there on the reader's machine, or is on every one.</summary>
    private static readonly HashSet<string> Tools =
        ["cat", "cd", "cp", "curl", "date", "docker", "journalctl", "kubectl", "mkdir", "openssl", "promtool", "redis-cli", "rm", "sed", "systemctl", "timedatectl"];

    private static readonly HashSet<string> Packages =
        [.. Repository.Files(".csproj").Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("templates/", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path)),
            "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Exporter.OpenTelemetryProtocol"];

    private static readonly Lazy<string> Tests = new(() => string.Concat(Repository.Files("Tests.cs").Select(path => path + Repository.Read(path))));

    /// <param name="page">The page that names it: paths are those of the repository, or of the page's own folder.</param>
    /// <param name="command">The command and its arguments.</param>
    public static string? ProblemOf(string page, string[] command) => command[0] switch
    {
        "dotnet" => ProblemOfDotnet(page, command[1..]),
        "eightbit-webhooks" => ProblemOfCli(command[1..]),
        _ when command[0].Contains('/') => ProblemOfScript(command),
        _ => Tools.Contains(command[0]) ? null : "nobody knows this command",
    };

    private static string? ProblemOfCli(string[] arguments)
    {
        var errors = Application.CreateRoot(Surroundings.OfProcess()).Parse(arguments).Errors;
        return errors.Count == 0 ? null : string.Join(" ", errors.Select(error => error.Message));
    }

    private static string? ProblemOfScript(string[] command)
        => ShellReader.Scripts.Contains(command[0].Replace("./", "")) ? ProblemOfFilter(command) : "there is no such script";

    private static string? ProblemOfDotnet(string page, string[] arguments) => arguments[0] switch
    {
        "run" => ProblemOfPath(page, ValueOf(arguments, "--project")) ?? ProblemOfFilter(arguments),
        "restore" or "build" or "test" or "pack" or "publish" or "format" => ProblemOfPath(page, FirstPlain(arguments[1..])) ?? ProblemOfFilter(arguments),
        "add" when arguments.Contains("reference") => ProblemOfPath(page, arguments[^1]),
        "add" when arguments.Contains("package") => ProblemOfPackage(arguments[Array.IndexOf(arguments, "package") + 1]),
        "tool" => arguments.Any(Packages.Contains) ? null : "it names no package of this repository",
        "new" or "nuget" or "user-secrets" or "dev-certs" or "sln" => null,
        _ => "this command of dotnet is not known here",
    };

    private static string? ProblemOfPath(string page, string? path)
    {
        string[] folders = [Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!)];
        return path is null || path.Contains("YOUR", StringComparison.Ordinal) || folders.Any(folder => Path.Exists(Path.Combine(folder, path)))
            ? null
            : $"there is no {path}";
    }

    private static string? ProblemOfPackage(string? package)
        => package is not null && Packages.Contains(package) ? null : $"there is no package {package}";

    private static string? ProblemOfFilter(string[] arguments)
        => ValueOf(arguments, "--filter")?.Split('~') is [_, var name] && !Tests.Value.Contains(name, StringComparison.Ordinal) ? $"there is no test {name}" : null;

    private static string? ValueOf(string[] arguments, string option)
        => Array.IndexOf(arguments, option) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;

    private static string? FirstPlain(string[] arguments) => arguments.FirstOrDefault() is { } first && !first.StartsWith('-') ? first : null;
}

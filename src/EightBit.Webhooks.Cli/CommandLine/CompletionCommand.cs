using System.CommandLine;

namespace EightBit.Webhooks.Cli.CommandLine;

/// <summary>Prints what makes a shell complete our commands: it asks the tool itself, through the directive <c>[suggest]</c>.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _eightbit_webhooks() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(eightbit-webhooks "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _eightbit_webhooks eightbit-webhooks
        """;

    private const string Zsh = """
        _eightbit_webhooks() {
          local suggestions=("${(@f)$(eightbit-webhooks "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- $suggestions
        }
        compdef _eightbit_webhooks eightbit-webhooks
        """;

    private const string Fish = """
        complete -c eightbit-webhooks -f -a '(eightbit-webhooks "[suggest:"(commandline -C)"]" (commandline -p | string collect) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName eightbit-webhooks -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          eightbit-webhooks "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    public static Command Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("shell") { Description = "Which shell: bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new CliCommand("completion", "Prints a script that makes your shell complete these commands.")
            .Example("eval \"$(eightbit-webhooks completion bash)\"", "For this session; in ~/.bashrc for every one")
            .Example("eightbit-webhooks completion pwsh | Out-String | Invoke-Expression", "The same in PowerShell");
        command.Add(shell);
        command.SetAction(result =>
        {
            surroundings.Out.Writer.WriteLine(result.GetValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return ExitCode.Success;
        });
        return command;
    }
}

using System.CommandLine;
using EightBit.Webhooks.Cli.CommandLine;
using EightBit.Webhooks.Cli.Input;
using EightBit.Webhooks.Receiver.Sqlite;

namespace EightBit.Webhooks.Cli.InboxFiles;

/// <summary>Which file, and what can be done with it.</summary>
internal sealed class InboxFileOption
{
    private readonly Option<string> _sqlite = new("--sqlite")
    {
        Description = "The inbox's file: a path, or the application's connection string.",
        HelpName = "file",
        Required = true,
    };

    private readonly TimeProvider _time;

    private InboxFileOption(TimeProvider time) => _time = time;

    public static InboxFileOption AddTo(Command command, Surroundings surroundings)
    {
        var option = new InboxFileOption(surroundings.Time);
        command.Add(option._sqlite);
        return option;
    }

    public string Text(ParseResult result) => result.GetValue(_sqlite)!;

    /// <exception cref="CliException">It cannot be done.</exception>
    public async Task<T> UseAsync<T>(ParseResult result, Func<SqliteInboxMaintenance, Task<T>> use)
    {
        try
        {
            return await use(new SqliteInboxMaintenance(SqliteFile.Parse(Text(result)), _time));
        }
        catch (SqliteInboxException exception)
        {
            throw new CliException(exception.Message, exception);
        }
    }

    public static string Describe(SqliteInboxCheck content) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{content.Pending} pending events, {content.DeadLetters} dead letters, {content.RememberedIds} remembered ids");
}

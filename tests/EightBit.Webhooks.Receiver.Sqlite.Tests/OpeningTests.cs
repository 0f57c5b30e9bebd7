using EightBit.Webhooks.Receiver.Sqlite.Schema;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryInbox _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_new_file_is_created_with_the_durability_that_was_asked_for()
    {
        await using var inbox = _temporary.Open();

        Pragma(inbox, "journal_mode").Should().Be("wal");
        Pragma(inbox, "synchronous").Should().Be("2");
        Pragma(inbox, "user_version").Should().Be($"{InboxSchema.Version}");
    }

    [Fact]
    public async Task Normal_is_set_only_on_request()
    {
        await using var inbox = _temporary.Open(options => options.Synchronous = SqliteSynchronous.Normal);

        Pragma(inbox, "synchronous").Should().Be("1");
    }

    [Fact]
    public async Task What_was_claimed_by_a_process_that_has_ended_is_ready_at_once()
    {
        await using (var before = _temporary.Open())
        {
            await before.AcceptAsync(_temporary.Delivery("evt-1"), default);
            (await before.ClaimAsync(10, TimeSpan.FromHours(1), default)).Leases.Should().ContainSingle().Which.Attempt.Should().Be(1);
        }

        await using var after = _temporary.Open();

        (await after.ClaimAsync(10, TimeSpan.FromHours(1), default)).Leases.Should().ContainSingle().Which.Attempt.Should().Be(2);
    }

    [Fact]
    public async Task A_second_inbox_on_the_same_file_is_refused_while_the_first_is_open()
    {
        await using (var first = _temporary.Open())
        {
            Open().Should().Throw<SqliteInboxException>().WithMessage("*webhooks.db is in use by another process*One process at a time*");
        }

        await using var second = _temporary.Open();
        second.IsDurable.Should().BeTrue();
    }

    [Fact]
    public void A_missing_folder_is_named()
        => Open(options => options.ConnectionString = $"Data Source={_temporary.Folder}/nowhere/webhooks.db")
            .Should().Throw<SqliteInboxException>().WithMessage("*/nowhere*does not exist*Create it*");

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        File.WriteAllText(_temporary.File, new string('x', 5_000));

        Open().Should().Throw<SqliteInboxException>().WithMessage("*webhooks.db is not a SQLite database*");
        File.ReadAllText(_temporary.File).Should().Be(new string('x', 5_000));
    }

    [Fact]
    public void A_database_of_somebody_else_is_refused_and_left_alone()
    {
        _temporary.Sql("CREATE TABLE customers (name TEXT)");
        var before = File.ReadAllBytes(_temporary.File);

        Open().Should().Throw<SqliteInboxException>().WithMessage("*not one of this inbox*");
        File.ReadAllBytes(_temporary.File).Should().Equal(before);
    }

    [Fact]
    public async Task A_file_of_a_newer_package_is_refused_and_left_alone()
    {
        await using (_temporary.Open())
        {
        }

        _temporary.Sql($"PRAGMA user_version = {InboxSchema.Version + 1}");

        Open().Should().Throw<SqliteInboxException>().WithMessage("*written by a newer version of this package*Update the package*");
        _temporary.Sql("PRAGMA user_version").Should().Be(InboxSchema.Version + 1);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_what_to_do()
    {
        await using (var inbox = _temporary.Open())
        {
            for (var i = 0; i < 50; i++)
            {
                await inbox.AcceptAsync(_temporary.Delivery($"evt-{i}", bodyBytes: 5_000), default);
            }
        }

        using (var file = new FileStream(_temporary.File, FileMode.Open))
        {
            file.Position = 100; // behind the header: the first page of the schema
            file.Write(new byte[3_000]);
        }

        Open().Should().Throw<SqliteInboxException>().WithMessage("*damaged*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x.db;Mode=Memory")]
    [InlineData("Data Source=x.db;Mode=ReadOnly")]
    [InlineData("Data Source=x.db;Cache=Shared")]
    [InlineData("Data Source=file:x.db?mode=memory")]
    [InlineData("Host=localhost")]
    public void A_connection_string_that_names_no_plain_file_is_refused(string connectionString)
        => Open(options => options.ConnectionString = connectionString)
            .Should().Throw<SqliteInboxException>().WithMessage("The connection string of the SQLite inbox *");

    [Fact]
    public async Task An_inbox_that_is_not_open_says_so()
    {
        var inbox = _temporary.Open();
        await inbox.DisposeAsync();

        await inbox.Invoking(i => i.AcceptAsync(_temporary.Delivery("evt-1"), default).AsTask())
            .Should().ThrowAsync<SqliteInboxException>().WithMessage("*not open*");
    }

    private Action Open(Action<SqliteInboxOptions>? configure = null) => () => _temporary.Open(configure);

    private static string? Pragma(SqliteInbox inbox, string name)
    {
        using var command = inbox.Writer.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}

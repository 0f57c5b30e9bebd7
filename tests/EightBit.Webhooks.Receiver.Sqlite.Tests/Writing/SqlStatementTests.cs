using EightBit.Webhooks.Receiver.Sqlite.Writing;
using Microsoft.Data.Sqlite;

namespace EightBit.Webhooks.Receiver.Sqlite.Tests.Writing;

public sealed class SqlStatementTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqlStatementTests() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData("", 1)]
    [InlineData("plain", 1)]
    [InlineData("\u20ac\ud83d\ude00", 85)]
    [InlineData("\u20ac", 171)]
    [InlineData("x", 5_000)]
    public void Text_comes_back_as_it_was_given(string part, int times)
    {
        var text = string.Concat(Enumerable.Repeat(part, times));
        using var statement = new SqlStatement(_connection, "SELECT ?1");

        using var row = statement.Query(text);

        row.Read().Should().BeTrue();
        row.IsDBNull(0).Should().BeFalse();
        row.GetString(0).Should().Be(text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public void Bytes_come_back_as_they_were_given(int count)
    {
        var bytes = new byte[count];
        using var statement = new SqlStatement(_connection, "SELECT ?1");

        using var row = statement.Query(new ReadOnlyMemory<byte>(bytes));

        row.Read().Should().BeTrue();
        row.IsDBNull(0).Should().BeFalse();
        row.GetBytes(0).Should().Equal(bytes);
    }

    [Fact]
    public void Null_of_any_type_is_null()
    {
        using var statement = new SqlStatement(_connection, "SELECT ?1 IS NULL AND ?2 IS NULL AND ?3 IS NULL");

        statement.QueryInteger((string?)null, (long?)null, (int?)null).Should().Be(1);
    }

    [Fact]
    public void A_statement_that_failed_can_be_run_again()
    {
        using var create = new SqlStatement(_connection, "CREATE TABLE number (value INTEGER PRIMARY KEY)");
        create.Execute();
        using var insert = new SqlStatement(_connection, "INSERT INTO number VALUES (?1)");
        insert.Execute(1);

        insert.Invoking(statement => statement.Execute(1)).Should().Throw<SqliteException>();

        insert.Execute(2).Should().Be(1);
    }
}

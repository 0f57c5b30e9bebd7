using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmSync.Database;

/// <summary>Tells the unique violation that means "this handler has done this event" from all others, which are faults.</summary>
internal static class AlreadyRecorded
{
    private const int UniqueConstraint = 2067; // SQLITE_CONSTRAINT_UNIQUE
    private const string Columns = "Activities.EventId, Activities.Handler";

    public static bool IsReasonOf(DbUpdateException exception)
        => exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint } violation
            && violation.Message.Contains(Columns, StringComparison.Ordinal);
}

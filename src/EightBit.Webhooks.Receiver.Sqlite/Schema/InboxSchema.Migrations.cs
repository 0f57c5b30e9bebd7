namespace EightBit.Webhooks.Receiver.Sqlite.Schema;

internal static partial class InboxSchema
{
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE inbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            due INTEGER,
            lease_until INTEGER,
            lease_token INTEGER,
            conversation TEXT,
            receiver TEXT NOT NULL,
            tenant TEXT,
            event_id TEXT NOT NULL,
            event_type TEXT NOT NULL,
            ordering_key TEXT,
            created_at INTEGER,
            sent_at INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            event_id_header TEXT,
            trace_parent TEXT,
            trace_state TEXT,
            remember_for INTEGER NOT NULL,
            progress TEXT,
            history TEXT,
            reason INTEGER,
            error TEXT,
            died_at INTEGER
        );

        -- Beside the row, so that a change of state does not rewrite the bytes.
        CREATE TABLE body (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

        CREATE TABLE seen (
            receiver TEXT NOT NULL,
            tenant TEXT NOT NULL,
            event_id TEXT NOT NULL,
            expires INTEGER NOT NULL,
            PRIMARY KEY (receiver, tenant, event_id)
        ) WITHOUT ROWID;

        CREATE INDEX inbox_ready ON inbox (seq) WHERE state = 1;
        CREATE INDEX inbox_claimed ON inbox (lease_until) WHERE state = 2;
        CREATE INDEX inbox_retry ON inbox (due) WHERE state = 3;
        CREATE INDEX inbox_dead ON inbox (seq) WHERE state = 4;
        CREATE INDEX inbox_dead_age ON inbox (died_at) WHERE state = 4;
        CREATE INDEX inbox_conversation ON inbox (conversation, seq) WHERE conversation IS NOT NULL AND state < 4;
        CREATE INDEX seen_expires ON seen (expires);
        """,
        """
        CREATE TABLE delivery_log (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            receiver TEXT NOT NULL,
            tenant TEXT,
            event_id TEXT,
            event_type TEXT,
            outcome TEXT NOT NULL,
            duration INTEGER NOT NULL,
            attempt INTEGER,
            handler TEXT,
            error TEXT
        );

        CREATE INDEX delivery_log_at ON delivery_log (at);
        CREATE INDEX delivery_log_event ON delivery_log (event_id, number) WHERE event_id IS NOT NULL;
        CREATE INDEX delivery_log_outcome ON delivery_log (outcome, number);
        """,
        """
        CREATE TABLE claim (
            receiver TEXT NOT NULL,
            tenant TEXT NOT NULL,
            event_id TEXT NOT NULL,
            token INTEGER NOT NULL,
            lease_until INTEGER NOT NULL,
            PRIMARY KEY (receiver, tenant, event_id)
        ) WITHOUT ROWID;

        CREATE INDEX claim_lease ON claim (lease_until);
        """,
        """
        CREATE TABLE operator_request (
            request INTEGER NOT NULL,
            entry INTEGER NOT NULL,
            action INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            outcome INTEGER,
            PRIMARY KEY (request, entry)
        ) WITHOUT ROWID;
        """,
        """
        CREATE INDEX inbox_event ON inbox (event_id);
        CREATE INDEX inbox_age ON inbox (received_at) WHERE state < 4;
        CREATE INDEX inbox_retry_receiver ON inbox (receiver, due) WHERE state = 3;
        CREATE INDEX inbox_dead_receiver ON inbox (receiver, seq) WHERE state = 4;

        -- What lines are filtered by and have in common with many others: few rows, so that every filter is a look at few places of an index.
        CREATE TABLE delivery_log_facet (
            facet INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            receiver TEXT NOT NULL,
            outcome TEXT NOT NULL,
            event_type TEXT
        );

        CREATE INDEX delivery_log_facet_values ON delivery_log_facet (outcome, event_type, receiver, kind);

        -- Which times the lines number block * 1000 to block * 1000 + 999 are from: a clock may be set, so numbers alone do not say.
        CREATE TABLE delivery_log_block (
            block INTEGER PRIMARY KEY,
            earliest INTEGER NOT NULL,
            latest INTEGER NOT NULL
        );

        ALTER TABLE delivery_log RENAME TO delivery_log_before;

        CREATE TABLE delivery_log (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            facet INTEGER NOT NULL,
            tenant TEXT,
            event_id TEXT,
            conversation_id TEXT,
            duration INTEGER NOT NULL,
            attempt INTEGER,
            handler TEXT,
            error TEXT
        );

        INSERT INTO delivery_log_facet (kind, receiver, outcome, event_type)
            SELECT DISTINCT kind, receiver, outcome, event_type FROM delivery_log_before;
        INSERT INTO delivery_log (number, at, facet, tenant, event_id, duration, attempt, handler, error)
            SELECT number, at, facet, tenant, event_id, duration, attempt, handler, error
            FROM delivery_log_before AS line JOIN delivery_log_facet AS known ON known.kind = line.kind AND known.receiver = line.receiver
                AND known.outcome = line.outcome AND known.event_type IS line.event_type
            ORDER BY number;
        INSERT INTO delivery_log_block (block, earliest, latest)
            SELECT number / 1000, min(at), max(at) FROM delivery_log GROUP BY number / 1000;

        -- Numbers do not begin anew where all lines have expired.
        DELETE FROM sqlite_sequence WHERE name = 'delivery_log';
        UPDATE sqlite_sequence SET name = 'delivery_log' WHERE name = 'delivery_log_before';
        DROP TABLE delivery_log_before;

        CREATE INDEX delivery_log_all ON delivery_log (facet, number);
        CREATE INDEX delivery_log_event ON delivery_log (event_id, facet, number) WHERE event_id IS NOT NULL;
        CREATE INDEX delivery_log_conversation ON delivery_log (conversation_id, facet, number) WHERE conversation_id IS NOT NULL;
        """,
    ];
}

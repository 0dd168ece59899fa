-- Times are unix milliseconds, ids are UUIDs as 16 big-endian bytes, JSON is text that no query looks into.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- One row per conversation. What lists and routing ask for has a column of its own; the truth is state.
CREATE TABLE conversation (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id > 0 AND id < 8796093022208),
    account    BLOB    NOT NULL,
    public_id  BLOB    NOT NULL,
    version    INTEGER NOT NULL,
    last_seq   INTEGER NOT NULL CHECK (last_seq < 1048576),
    status     INTEGER NOT NULL,
    mode       INTEGER NOT NULL,
    assignee   BLOB,
    contact    BLOB    NOT NULL,
    grp        BLOB    NOT NULL,
    widget     BLOB    NOT NULL,
    rating     INTEGER,
    waits      INTEGER NOT NULL,
    topics     TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    last_at    INTEGER NOT NULL,
    state      TEXT    NOT NULL
);

CREATE UNIQUE INDEX conversation_public ON conversation (account, public_id);
-- Carries every filter, so that a walk through it looks up only the rows that match.
CREATE INDEX conversation_list ON conversation
    (account, last_at, id, status, mode, assignee, grp, widget, rating, topics);
CREATE INDEX conversation_ongoing ON conversation (account, assignee, status) WHERE status <> 3;
CREATE INDEX conversation_live ON conversation (account, assignee) WHERE mode = 1;
CREATE INDEX conversation_contact ON conversation (account, contact, last_at);
CREATE INDEX conversation_waits ON conversation (account) WHERE waits = 1;

CREATE TABLE timeline (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    author          TEXT    NOT NULL,
    command_id      BLOB,
    body            TEXT    NOT NULL,
    PRIMARY KEY (conversation_id, seq)
) WITHOUT ROWID;

CREATE UNIQUE INDEX timeline_command ON timeline (conversation_id, author, command_id) WHERE command_id IS NOT NULL;

-- rowid = conversation.id << 20 | timeline.seq. The text is folded before it comes here.
CREATE VIRTUAL TABLE message_search USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE document (
    kind    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    version INTEGER NOT NULL,
    json    TEXT    NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

CREATE TABLE contact (
    account      BLOB    NOT NULL,
    id           BLOB    NOT NULL,
    version      INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    name         TEXT,
    email        TEXT,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    json         TEXT    NOT NULL,
    PRIMARY KEY (account, id)
) WITHOUT ROWID;

CREATE INDEX contact_list ON contact (account, last_seen_at, id);

-- A number is never given twice: who comes late with an old one must not hit a new item.
CREATE TABLE outbox (
    number   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account  BLOB    NOT NULL,
    event_id BLOB    NOT NULL UNIQUE,
    kind     TEXT    NOT NULL,
    payload  TEXT    NOT NULL,
    due_at   INTEGER NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0,
    problem  TEXT
);

CREATE INDEX outbox_due ON outbox (due_at, number);

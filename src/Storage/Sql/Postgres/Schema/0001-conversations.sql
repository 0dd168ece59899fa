-- Times are unix milliseconds, JSON is text that no query looks into. Keys compare byte by byte, whatever the database's locale.

CREATE TABLE meta (
    key   text COLLATE "C" NOT NULL PRIMARY KEY,
    value text NOT NULL
);

-- One number after the other over all processes: keyword results are ordered by it.
CREATE SEQUENCE conversation_number AS bigint MINVALUE 1 MAXVALUE 8796093022207;

-- One row per conversation. What lists and routing ask for has a column of its own; the truth is state. Pages keep room, so
-- that a change of nothing but the state stays on its page and touches no index.
CREATE TABLE conversation (
    id         bigint  NOT NULL PRIMARY KEY,
    account    uuid    NOT NULL,
    public_id  uuid    NOT NULL,
    version    bigint  NOT NULL,
    last_seq   bigint  NOT NULL CHECK (last_seq < 1048576),
    status     integer NOT NULL,
    mode       integer NOT NULL,
    assignee   uuid,
    contact    uuid    NOT NULL,
    grp        uuid    NOT NULL,
    widget     uuid    NOT NULL,
    rating     integer,
    waits      integer NOT NULL,
    topics     text    COLLATE "C" NOT NULL,
    created_at bigint  NOT NULL,
    last_at    bigint  NOT NULL,
    state      text    NOT NULL
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

CREATE UNIQUE INDEX conversation_public ON conversation (account, public_id);
-- Carries every filter, so that a walk through it looks up only the rows that match.
CREATE INDEX conversation_list ON conversation
    (account, last_at, id, status, mode, assignee, grp, widget, rating, topics);
-- The order of keyword results.
CREATE INDEX conversation_started ON conversation (account, id);
CREATE INDEX conversation_ongoing ON conversation (account, assignee, status) WHERE status <> 3;
CREATE INDEX conversation_live ON conversation (account, assignee) WHERE mode = 1;
CREATE INDEX conversation_contact ON conversation (account, contact, last_at);
CREATE INDEX conversation_waits ON conversation (account) WHERE waits = 1;

-- No foreign keys: who writes or deletes entries holds the lock of their conversation's row, and a check for each entry
-- would cost more than the entry.
CREATE TABLE timeline (
    conversation_id bigint NOT NULL,
    seq             bigint NOT NULL,
    at              bigint NOT NULL,
    author          text   COLLATE "C" NOT NULL,
    command_id      uuid,
    body            text   NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);

CREATE UNIQUE INDEX timeline_command ON timeline (conversation_id, author, command_id) WHERE command_id IS NOT NULL;

-- The words of one entry, folded by the program, and its account as a word that no text can hold.
CREATE TABLE message_search (
    conversation_id bigint   NOT NULL,
    seq             bigint   NOT NULL,
    words           tsvector NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);

-- New words are gathered in a list that searches read as well; a short one is quickly sorted into the index.
CREATE INDEX message_search_words ON message_search USING gin (words) WITH (gin_pending_list_limit = 512);

CREATE TABLE document (
    kind    text   COLLATE "C" NOT NULL,
    key     text   COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    json    text   NOT NULL,
    PRIMARY KEY (kind, key)
) WITH (fillfactor = 80);

CREATE TABLE contact (
    account      uuid   NOT NULL,
    id           uuid   NOT NULL,
    version      bigint NOT NULL,
    number       bigint NOT NULL,
    name         text,
    email        text,
    created_at   bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    json         text   NOT NULL,
    PRIMARY KEY (account, id)
) WITH (fillfactor = 80);

CREATE INDEX contact_list ON contact (account, last_seen_at, id);

-- A number is never given twice: who comes late with an old one must not hit a new item.
CREATE TABLE outbox (
    number   bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account  uuid    NOT NULL,
    event_id uuid    NOT NULL UNIQUE,
    kind     text    NOT NULL,
    payload  text    NOT NULL,
    due_at   bigint  NOT NULL,
    tries    integer NOT NULL DEFAULT 0,
    problem  text
);

CREATE INDEX outbox_due ON outbox (due_at, number);

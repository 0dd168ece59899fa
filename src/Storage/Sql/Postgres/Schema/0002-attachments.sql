-- The bytes of attachments, in pieces that never change, and which of them no message has yet. They are in the database so
-- that one dump holds all; what is in them is compressed already.

CREATE TABLE attachment_piece (
    account    uuid    NOT NULL,
    attachment uuid    NOT NULL,
    part       integer NOT NULL,
    number     integer NOT NULL,
    bytes      bytea   NOT NULL,
    PRIMARY KEY (account, attachment, part, number)
);

ALTER TABLE attachment_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE attachment_unsent (
    at         bigint NOT NULL,
    account    uuid   NOT NULL,
    attachment uuid   NOT NULL,
    PRIMARY KEY (at, account, attachment)
);

-- The library, version 1. Times are whole seconds since 1970 in UTC.

CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,                  -- urls.key(url)
    url TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',            -- what the feed calls itself
    name TEXT NOT NULL DEFAULT '',             -- what the user calls it; '' for title
    site_url TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',         -- may be nested: "a/b"
    language TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    validated INTEGER NOT NULL DEFAULT 0,      -- when the server gave those two
    fingerprint BLOB NOT NULL DEFAULT x'',     -- hash of the answer whose entries are stored
    ttl INTEGER NOT NULL DEFAULT 0,            -- minutes that the feed asks to be left alone
    habit INTEGER NOT NULL DEFAULT 0,          -- seconds between looks that its posting suggests
    next_check INTEGER NOT NULL DEFAULT 0,
    left_alone INTEGER NOT NULL DEFAULT 0,     -- not even the user has it asked before
    gone INTEGER NOT NULL DEFAULT 0,           -- the server said 410
    moved_to TEXT NOT NULL DEFAULT '',         -- where permanent redirects lead
    moved_days INTEGER NOT NULL DEFAULT 0,     -- on how many different days they did
    moved_last INTEGER NOT NULL DEFAULT 0,     -- the last of these, in days since 1970
    checked INTEGER,
    succeeded INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,       -- in a row
    problem TEXT NOT NULL DEFAULT ''
);

-- Hosts that asked to be left alone.
CREATE TABLE host (
    name TEXT PRIMARY KEY,                     -- with its port
    left_alone INTEGER NOT NULL                -- until then
) WITHOUT ROWID;

-- Who refreshes; no row: nobody does.
CREATE TABLE refreshing (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    owner TEXT NOT NULL,
    beat INTEGER NOT NULL                      -- its last sign of life
);

-- User state is on the story, so that a page reached through a related link alone can be tagged, saved, found again.
-- AUTOINCREMENT: the undo log must never find another story under an old number.
CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,                      -- its name where no feed lists the story
    feed INTEGER REFERENCES feed ON DELETE SET NULL,   -- the one that listed it first: its title and text count
    published INTEGER NOT NULL,                -- clamped: what lists sort by
    dated INTEGER NOT NULL,                    -- 0: nobody gave a date, published is first_seen
    first_seen INTEGER NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    saved INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX story_all ON story (published) WHERE hidden = 0;
CREATE INDEX story_unread ON story (published) WHERE read = 0 AND hidden = 0 AND feed IS NOT NULL;
CREATE INDEX story_saved ON story (published) WHERE saved = 1;
CREATE INDEX story_hidden ON story (published) WHERE hidden = 1;

-- Every address that a story is known by: urls.key of its own and of those that redirect to it, or "guid:..." where
-- the address is no key.
CREATE TABLE address (
    key TEXT PRIMARY KEY,
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX address_story ON address (story);

CREATE TABLE entry (
    feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,
    guid BLOB NOT NULL,                        -- hash
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    listing BLOB NOT NULL,                     -- hash of all that the feed says; equal: nothing changed
    first_seen INTEGER NOT NULL,
    unread INTEGER NOT NULL,                   -- copy of the story's state, kept by triggers: counts read this index alone
    PRIMARY KEY (feed, guid)
) WITHOUT ROWID;
CREATE UNIQUE INDEX entry_feed ON entry (feed, story);
CREATE INDEX entry_story ON entry (story);
CREATE INDEX entry_unread ON entry (feed, unread) WHERE unread = 1;
CREATE TRIGGER story_state AFTER UPDATE OF read, hidden ON story
WHEN (new.read = 0 AND new.hidden = 0) <> (old.read = 0 AND old.hidden = 0)
BEGIN
    UPDATE entry SET unread = (new.read = 0 AND new.hidden = 0) WHERE story = new.id;
END;

-- What the feed itself gives of the text; apart, so that lists stay small.
CREATE TABLE body (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
    author TEXT NOT NULL,
    summary TEXT NOT NULL,
    html TEXT NOT NULL
);

CREATE TABLE article (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
    fetched INTEGER NOT NULL,
    text TEXT NOT NULL,                        -- deck and body, for searching
    document TEXT NOT NULL                     -- codec JSON of model.Article
);

-- The page as it was fetched, of stories that are to be kept.
CREATE TABLE page (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
    fetched INTEGER NOT NULL,
    sha256 BLOB NOT NULL,                      -- of the HTML before compression
    html BLOB NOT NULL                         -- zlib
);

CREATE TABLE link (
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,                         -- joins address.key
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    heading TEXT NOT NULL,
    outlet TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (story, position)
) WITHOUT ROWID;
CREATE INDEX link_key ON link (key);

CREATE TABLE entity (
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (story, kind, value)
) WITHOUT ROWID;
CREATE INDEX entity_value ON entity (kind, value);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                        -- as first written
    fold TEXT NOT NULL UNIQUE                  -- casefolded
);
CREATE TABLE story_tag (
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
    PRIMARY KEY (story, tag)
) WITHOUT ROWID;
CREATE INDEX story_tag_tag ON story_tag (tag, story);

-- The undo log. A step is one field of some stories that went from one value to another; `stories` packs their ids.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made INTEGER NOT NULL,
    text TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE step (
    change INTEGER NOT NULL REFERENCES change ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,                       -- read, saved, hidden, tag
    name TEXT NOT NULL,                        -- of the tag
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    stories BLOB NOT NULL,
    PRIMARY KEY (change, position)
) WITHOUT ROWID;

-- Search. The index holds no text of its own: what it reads, and what an entry must be deleted with, is this view.
CREATE VIEW searchable AS
SELECT story.id AS id, story.title AS title, coalesce(article.text, body.summary, '') AS text, story.note AS note
FROM story LEFT JOIN article ON article.story = story.id LEFT JOIN body ON body.story = story.id;
CREATE VIRTUAL TABLE search USING fts5(
    title, text, note, content = 'searchable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

"""The tables of a store, as numbered migrations. A migration that was released never changes; a new one is appended.

``number`` in ``migrations`` is the version of a store: one row per migration, written in its transaction. ``refill``
tells that the flat tables are to be written again from the briefs' JSON within the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

APPLICATION_ID = 0x50425246
"""«PBRF» in the header of the file: tells a store from any other SQLite database (sqlite.org/fileformat §1.3.14)."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number (from 1 without gaps), what it does, its statements in order."""

    number: int
    name: str
    statements: tuple[str, ...]
    refill: bool = False


_WORDS = "tokenize = 'unicode61 remove_diacritics 2'"
"""Words without case and accents. Source: sqlite.org/fts5.html §4.3.1."""

_CLAIM_SEARCH = (
    "CREATE VIRTUAL TABLE claims_search USING fts5("
    f"text, evidence, content = 'claims', content_rowid = 'number', {_WORDS})",
    """
    CREATE TRIGGER claims_search_put AFTER INSERT ON claims BEGIN
        INSERT INTO claims_search (rowid, text, evidence) VALUES (new.number, new.text, new.evidence);
    END
    """,
    """
    CREATE TRIGGER claims_search_drop AFTER DELETE ON claims BEGIN
        INSERT INTO claims_search (claims_search, rowid, text, evidence)
        VALUES ('delete', old.number, old.text, old.evidence);
    END
    """,
)
"""The index holds no text of its own: it reads that of the claims. A number of its own for each claim, because the
row numbers of SQLite change when the file is packed (sqlite.org/lang_vacuum.html)."""

_ARTICLE_SEARCH = (
    """
    CREATE TABLE article_numbers (
        number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE REFERENCES articles(id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE VIEW article_texts AS
        SELECT number, title, outlet, text FROM article_numbers JOIN articles ON articles.id = article_id
    """,
    "CREATE VIRTUAL TABLE articles_search USING fts5("
    f"title, outlet, text, content = 'article_texts', content_rowid = 'number', {_WORDS})",
    """
    CREATE TRIGGER articles_search_put AFTER INSERT ON articles BEGIN
        INSERT INTO article_numbers (article_id) VALUES (new.id);
        INSERT INTO articles_search (rowid, title, outlet, text)
        SELECT number, new.title, new.outlet, new.text FROM article_numbers WHERE article_id = new.id;
    END
    """,
    """
    CREATE TRIGGER articles_search_change AFTER UPDATE OF title, outlet, text ON articles
    WHEN old.title IS NOT new.title OR old.outlet IS NOT new.outlet OR old.text IS NOT new.text BEGIN
        INSERT INTO articles_search (articles_search, rowid, title, outlet, text)
        SELECT 'delete', number, old.title, old.outlet, old.text FROM article_numbers WHERE article_id = new.id;
        INSERT INTO articles_search (rowid, title, outlet, text)
        SELECT number, new.title, new.outlet, new.text FROM article_numbers WHERE article_id = new.id;
    END
    """,
    """
    CREATE TRIGGER articles_search_drop BEFORE DELETE ON articles BEGIN
        INSERT INTO articles_search (articles_search, rowid, title, outlet, text)
        SELECT 'delete', number, old.title, old.outlet, old.text FROM article_numbers WHERE article_id = old.id;
    END
    """,
    "INSERT INTO article_numbers (article_id) SELECT id FROM articles",
    "INSERT INTO articles_search (articles_search) VALUES ('rebuild')",
)

_VIEWS = (
    """
    CREATE VIEW claim_list AS
        SELECT articles.published, articles.outlet, articles.title, claims.label, claims.level, claims.text,
            claims.sources, claims.disputed_by, claims.certainty, claims.endorsement, claims.polarity, claims.tense,
            claims.event_status, claims.evidence, briefs.engine, briefs.model, briefs.prompt, articles.url,
            claims.number, claims.id AS claim_id, briefs.id AS brief_id, articles.id AS article_id
        FROM claims JOIN briefs ON briefs.id = claims.brief_id JOIN articles ON articles.id = briefs.article_id
    """,
    """
    CREATE VIEW actor_list AS
        SELECT actors.name, actors.kind, actors.role, actors.aliases, actors.mentions, articles.published,
            articles.outlet, articles.title, actors.id AS actor_id, briefs.id AS brief_id, articles.id AS article_id
        FROM actors JOIN briefs ON briefs.id = actors.brief_id JOIN articles ON articles.id = briefs.article_id
    """,
    """
    CREATE VIEW number_list AS
        SELECT numbers.text, numbers.low, numbers.high, numbers.comparator, numbers.unit, numbers.kind,
            numbers.measures, claims.text AS claim, claims.label, claims.level, claims.sources, articles.published,
            articles.outlet, articles.title, numbers.id AS number_id, claims.id AS claim_id,
            claims.number AS claim_number, briefs.id AS brief_id, articles.id AS article_id
        FROM numbers JOIN briefs ON briefs.id = numbers.brief_id JOIN articles ON articles.id = briefs.article_id
        LEFT JOIN claim_numbers ON claim_numbers.brief_id = numbers.brief_id AND claim_numbers.number_id = numbers.id
        LEFT JOIN claims ON claims.brief_id = claim_numbers.brief_id AND claims.id = claim_numbers.claim_id
    """,
)
"""What people read: one row with everything, for a database browser."""

MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "articles, completions, briefs and their flat tables",
        (
            """
            CREATE TABLE articles (
                id TEXT PRIMARY KEY, title TEXT, outlet TEXT, author TEXT, published TEXT, url TEXT, path TEXT,
                language TEXT NOT NULL, n_chars INTEGER NOT NULL, text TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE completions (
                request_sha256 TEXT PRIMARY KEY, model_requested TEXT NOT NULL, model_returned TEXT NOT NULL,
                input_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL,
                attempts INTEGER NOT NULL, raw TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE briefs (
                id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES articles(id), headline TEXT NOT NULL,
                engine TEXT NOT NULL, engine_version TEXT NOT NULL, model TEXT, prompt TEXT, created_at TEXT NOT NULL,
                errors INTEGER NOT NULL, warnings INTEGER NOT NULL, json TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX briefs_by_article ON briefs(article_id)",
            """
            CREATE TABLE actors (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, id TEXT NOT NULL, name TEXT NOT NULL,
                kind TEXT NOT NULL, role TEXT, aliases TEXT NOT NULL, mentions INTEGER NOT NULL,
                PRIMARY KEY (brief_id, id)
            ) STRICT
            """,
            """
            CREATE TABLE numbers (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, id TEXT NOT NULL, text TEXT NOT NULL,
                start INTEGER NOT NULL, "end" INTEGER NOT NULL, low REAL, high REAL, comparator TEXT NOT NULL,
                unit TEXT NOT NULL, kind TEXT NOT NULL, measures TEXT NOT NULL,
                PRIMARY KEY (brief_id, id)
            ) STRICT
            """,
            """
            CREATE TABLE claims (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, id TEXT NOT NULL, text TEXT NOT NULL,
                level INTEGER NOT NULL, label TEXT NOT NULL, source_type TEXT NOT NULL, sources TEXT NOT NULL,
                report_form TEXT NOT NULL, certainty TEXT NOT NULL, endorsement TEXT NOT NULL, polarity TEXT NOT NULL,
                tense TEXT NOT NULL, event_status TEXT NOT NULL, evidence TEXT NOT NULL,
                PRIMARY KEY (brief_id, id)
            ) STRICT
            """,
            """
            CREATE TABLE cues (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, claim_id TEXT NOT NULL,
                position INTEGER NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL,
                "end" INTEGER NOT NULL, PRIMARY KEY (brief_id, claim_id, position)
            ) STRICT
            """,
        ),
    ),
    Migration(
        2,
        "what became of the items of a draft",
        (
            """
            CREATE TABLE items (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, position INTEGER NOT NULL,
                kind TEXT NOT NULL, key TEXT NOT NULL, outcome TEXT NOT NULL, claim_id TEXT, rules TEXT NOT NULL,
                PRIMARY KEY (brief_id, position)
            ) STRICT
            """,
        ),
    ),
    Migration(
        3,
        "links of claims, findings, failures, reservations, full-text search and views to read",
        (
            "DROP TABLE claims",
            """
            CREATE TABLE claims (
                number INTEGER PRIMARY KEY,
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, id TEXT NOT NULL, text TEXT NOT NULL,
                level INTEGER NOT NULL, label TEXT NOT NULL, source_type TEXT NOT NULL, sources TEXT NOT NULL,
                disputed_by TEXT NOT NULL, report_form TEXT NOT NULL, certainty TEXT NOT NULL,
                endorsement TEXT NOT NULL, polarity TEXT NOT NULL, tense TEXT NOT NULL, event_status TEXT NOT NULL,
                evidence TEXT NOT NULL, UNIQUE (brief_id, id)
            ) STRICT
            """,
            """
            CREATE TABLE claim_sources (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, claim_id TEXT NOT NULL,
                position INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
                PRIMARY KEY (brief_id, claim_id, position)
            ) STRICT
            """,
            """
            CREATE TABLE claim_actors (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, claim_id TEXT NOT NULL,
                actor_id TEXT NOT NULL, PRIMARY KEY (brief_id, claim_id, actor_id)
            ) STRICT
            """,
            """
            CREATE TABLE claim_numbers (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, claim_id TEXT NOT NULL,
                number_id TEXT NOT NULL, PRIMARY KEY (brief_id, claim_id, number_id)
            ) STRICT
            """,
            """
            CREATE TABLE findings (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, position INTEGER NOT NULL,
                rule TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, claim_id TEXT,
                PRIMARY KEY (brief_id, position)
            ) STRICT
            """,
            "CREATE INDEX actors_by_name ON actors(name)",
            "CREATE INDEX claim_sources_by_name ON claim_sources(name)",
            """
            CREATE TABLE failures (
                run_id TEXT PRIMARY KEY, article_id TEXT NOT NULL, input TEXT NOT NULL, kind TEXT NOT NULL,
                message TEXT NOT NULL, status INTEGER, attempts INTEGER NOT NULL, failed_at TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE reservations (
                request_sha256 TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE brief_completions (
                brief_id TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE, request_sha256 TEXT NOT NULL,
                PRIMARY KEY (brief_id, request_sha256)
            ) STRICT
            """,
            "CREATE INDEX brief_completions_by_request ON brief_completions(request_sha256)",
            "ALTER TABLE completions ADD COLUMN raw_sha256 TEXT",
            "UPDATE completions SET raw_sha256 = sha256(raw)",
            *_CLAIM_SEARCH,
            *_ARTICLE_SEARCH,
            *_VIEWS,
        ),
        refill=True,
    ),
)

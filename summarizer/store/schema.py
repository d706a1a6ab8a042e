"""The tables of a store, as numbered migrations. A migration that was released never changes; a new one is appended.

``number`` in ``migrations`` is the version of a store: one row per migration, written in its transaction.
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
)

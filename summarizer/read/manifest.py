"""Manifests: a list of files with what is known of each article, as JSON Lines or CSV."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping

from summarizer.errors import ArticleError
from summarizer.read.decoding import decode
from summarizer.read.rows import meta_of
from summarizer.read.sources import Source, shown

_KEY = "path"
_KNOWN = "title, outlet, author, published, url, language"


def manifest_sources(manifest: str) -> Iterator[Source | ArticleError]:
    """Yield the files a manifest names, in its order, with their metadata; opens the manifest alone.

    A row has ``path`` (relative to the manifest's folder, or absolute) and may have ``title``, ``outlet``, ``author``,
    ``published``, ``url``, ``language``; other keys are ignored. A bad row is one ArticleError, named «manifest:line».
    """
    name = shown(manifest)
    try:
        with open(manifest, "rb") as stream:
            text = decode(stream.read())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        yield ArticleError(f"the manifest cannot be read: {reason}", input=name)
        return
    except ArticleError as error:
        yield ArticleError(f"the manifest cannot be read: {error}", input=name)
        return
    is_table = manifest.lower().endswith((".csv", ".tsv"))
    empty = True
    for number, row in _table(text, manifest) if is_table else _objects(text):
        empty = False
        where = f"{name}:{number}"
        try:
            yield _source(row, os.path.dirname(manifest))
        except ArticleError as error:
            yield ArticleError(str(error), input=where)
    if empty:
        yield ArticleError('the manifest is empty: write one row per article, with its "path"', input=name)


def _objects(text: str) -> Iterator[tuple[int, Mapping[str, object] | ArticleError]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, ArticleError(f"this is no JSON ({error}): write one object per line")
            continue
        yield number, row if isinstance(row, dict) else ArticleError('this is no JSON object: write {"path": "…"}')


def _table(text: str, manifest: str) -> Iterator[tuple[int, Mapping[str, object] | ArticleError]]:
    first = text.split("\n", 1)[0]
    delimiter = "\t" if manifest.lower().endswith(".tsv") else ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, {key.strip().lower(): value for key, value in row.items() if key}
    except csv.Error as error:
        yield reader.line_num, ArticleError(f"this is no CSV ({error})")


def _source(row: Mapping[str, object] | ArticleError, folder: str) -> Source:
    if isinstance(row, ArticleError):
        raise row
    path = row.get(_KEY)
    if not isinstance(path, str) or not path.strip():
        has = ", ".join(f"«{key}»" for key in row) or "nothing"
        raise ArticleError(
            f'the row has no "path" that names a file: it has {has}; wanted are path, and perhaps {_KNOWN}'
        )
    path = os.path.join(folder, path.strip())
    return Source(shown(path), path, meta_of(row, shown(path)))

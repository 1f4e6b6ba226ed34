"""The project's SPARQL: one question a file, named `<folder>/<question>`.

`questions/` holds what people ask (`lessons query` runs them as they are; edit
the VALUES line to ask about another concept), `pages/` what the web pages show,
`network/` what the projection onto networkx reads. The usual prefixes
(`graph.namespaces.PREFIXES`) are given and need not be declared. `?name` is a
variable, `$name` a parameter that `GraphView` binds.

How to write one that stays quick over millions of quads (measured on Oxigraph
0.5): begin with the required triples, the bound one first; keep OPTIONAL to one
triple, because two make it scan the store (COALESCE to `cr:none`, a thing that
is nowhere, carries a label lookup past an unbound variable); BIND last; say
DISTINCT, because a triple comes once for every graph that holds it. A table over the
whole collection joins `{ SELECT DISTINCT ... }` of one triple each, labels and OPTIONALs
too: those are read once and joined by hash, where bare triples are looked up row by
row (boards-repeating-a-theme: ten times faster). A page about one thing with many triples
begins each of a few such parts at that thing, its OPTIONALs inside (pages/case-factors:
a hundred times). A sub-SELECT that finds little and ends in a LIMIT that it never reaches is
taken to be short, so the triples after it are looked up for its rows (themes-with-agencies:
forty times). A type that only confirms is a FILTER EXISTS, or the query begins with all
things of it (lessons-on-theme: ten times). DISTINCT stays inside an OPTIONAL: without it,
rows were lost. Many properties of one thing are read by one triple and a FILTER on its property,
and what they lead to is joined to names read whole (fifteen times faster).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from graph.errors import NotFound

__all__ = ["query_names", "query_text"]

_FOLDERS = ("conditions", "data", "network", "pages", "patterns", "questions")
_NAME = re.compile(rf"(?:{'|'.join(_FOLDERS)})/[a-z0-9-]+")


def query_names() -> list[str]:
    """Return the names of all queries, sorted."""
    root = files("graph.queries")
    return sorted(
        f"{folder}/{file.name.removesuffix('.rq')}"
        for folder in _FOLDERS
        for file in (root / folder).iterdir()
        if file.name.endswith(".rq")
    )


@cache
def query_text(name: str) -> str:
    """Return the SPARQL of a query, comments included; raises NotFound for an unknown name."""
    file = files("graph.queries") / f"{name}.rq"
    if not _NAME.fullmatch(name) or not file.is_file():
        raise NotFound(f"There is no query {name!r}. `lessons query --list` names them all.")
    return file.read_text(encoding="utf-8")

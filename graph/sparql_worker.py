"""The process that answers one untrusted query: a job in JSON comes in, a reply goes out.

It imports next to nothing, so that it starts quickly. Its limits are its own:
should the parent die, an alarm still ends it.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
from typing import Any

import pyoxigraph

__all__ = ["cell", "defuse", "main", "names_dataset"]

# Address space of the process, RocksDB's own included (it asks for far more
# than it uses); a sort over a cross join runs into it within seconds.
MAX_MEMORY = 4 * 1024**3
# What a reply may hold: beyond it rows are cut off, as beyond `max_rows`.
MAX_REPLY = 32 * 1024**2

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

# A run of name characters, and what makes it a variable or the local part of a
# prefixed name.
_NAME = re.compile(r"([:?$]?)([\w-]+)")
_SERVICE = re.compile("(servic)(e)", re.IGNORECASE)

# What may hold any words, each whole: strings long and short, IRIs, comments,
# variables and prefixed names; and FROM where it is a keyword.
_TOKENS = re.compile(
    r"""
    "{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | <[^<>\s]*> | \#[^\n]* | [?$]\w+ | [\w.-]*:[\w.:-]*
    | (?P<keyword>\bFROM\b)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def main() -> None:
    """Read a job from standard input, write the reply to standard output."""
    job = json.loads(sys.stdin.buffer.read())
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(int(job.get("nice", 0)))
    store = pyoxigraph.Store.read_only(job["snapshot"])
    # The default action of the alarm ends the process, whatever code is running.
    signal.setitimer(signal.ITIMER_REAL, float(job["seconds"]))
    reply = _answer(store, job)
    signal.setitimer(signal.ITIMER_REAL, 0)
    sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace"))


def defuse(text: str) -> str:
    r"""Return a query in which SERVICE cannot be a keyword.

    The last letter of every "service" that is not part of a variable or of a
    prefixed name becomes its Unicode escape: the same string, the same IRI, but
    no keyword, because Oxigraph reads escapes only inside strings and IRIs.

    >>> print(defuse("SERVICE <http://x/service> { ?service v:drug-service 'a service' }"))
    SERVIC\u0045 <http://x/servic\u0065> { ?service v:drug-service 'a servic\u0065' }
    """

    def escape(found: re.Match[str]) -> str:
        mark, name = found.groups()
        if mark:
            return found[0]
        return _SERVICE.sub(lambda word: f"{word[1]}\\u{ord(word[2]):04x}", name)

    return _NAME.sub(escape, text)


def names_dataset(text: str) -> bool:
    """Tell whether a query says with FROM or FROM NAMED which graphs it asks.

    >>> names_dataset("SELECT * FROM <http://g> { ?s ?p ?o }")
    True
    >>> names_dataset("SELECT ?from { ?from from:x 'from' } # from")
    False
    """
    return any(found["keyword"] for found in _TOKENS.finditer(text))


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    """Return which graphs are asked: those of the job, else of the query, else all as one.

    Oxigraph passes over FROM when it is told to join all graphs.
    """
    default, named = job.get("default_graphs") or [], job.get("named_graphs") or []
    if not default and not named:
        return {"use_default_graph_as_union": not names_dataset(job["query"])}
    return {
        "default_graph": [pyoxigraph.NamedNode(one) for one in default],
        "named_graphs": [pyoxigraph.NamedNode(one) for one in named],
    }


def _answer(store: pyoxigraph.Store, job: dict[str, Any]) -> dict[str, Any]:
    try:
        found = store.query(defuse(job["query"]), prefixes=job["prefixes"], **_dataset(job))
        if isinstance(found, pyoxigraph.QueryBoolean):
            return {"answer": bool(found)}
        if isinstance(found, pyoxigraph.QuerySolutions):
            return _rows(found, job["max_rows"])
        return _triples(found, job["max_rows"])
    except SyntaxError as cause:
        return {"error": _explanation(str(cause), job["query"])}
    except (RuntimeError, ValueError, OSError) as cause:
        return {"error": f"The query cannot be answered: {cause}. Change the query."}


def _explanation(cause: str, query: str) -> str:
    if re.search(r"\b(insert|delete|drop|clear|load|create|copy|move|add)\b", query, re.IGNORECASE):
        hint = "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE: the graph cannot be changed from here"
    elif re.search(r"\bservice\b", query, re.IGNORECASE):
        hint = "Leave SERVICE out: only this library's graph is asked"
    else:
        hint = "Correct it at the place named"
    return f"This is not a SPARQL query that can be run here: {cause}. {hint}."


def _rows(found: pyoxigraph.QuerySolutions, max_rows: int) -> dict[str, Any]:
    names = [variable.value for variable in found.variables]
    rows: list[dict[str, Any]] = []
    size = 0
    for solution in found:
        if len(rows) == max_rows or size > MAX_REPLY:
            return {"variables": names, "rows": rows, "truncated": True}
        cells = {
            name: cell(term) for name, term in zip(names, solution, strict=True) if term is not None
        }
        size += sum(len(str(one["value"])) for one in cells.values())
        rows.append(cells)
    return {"variables": names, "rows": rows}


def _triples(found: pyoxigraph.QueryTriples, max_rows: int) -> dict[str, Any]:
    lines: dict[str, None] = {}
    size = 0
    for triple in found:
        if len(lines) == max_rows or size > MAX_REPLY:
            return {"triples": "".join(lines), "truncated": True}
        line = f"{triple} .\n"
        size += len(line)
        lines[line] = None
    return {"triples": "".join(lines)}


def cell(term: object) -> dict[str, Any]:
    """Return a term as SPARQL 1.1 Query Results JSON writes it; raises ValueError on others."""
    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, pyoxigraph.Literal):
        plain = {"type": "literal", "value": term.value}
        if term.language:
            return plain | {"xml:lang": term.language}
        if term.datatype.value != _XSD_STRING:
            return plain | {"datatype": term.datatype.value}
        return plain
    raise ValueError(f"{term!r} is neither an IRI nor a literal")


if __name__ == "__main__":
    main()

"""Small Word files for tests: python-docx's empty document with a body of our own XML."""

from __future__ import annotations

import io
import zipfile

import docx

__all__ = ["NAMESPACES", "docx_of", "numbering_part", "with_part"]

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_RELATION = (
    '<Relationship Id="rId{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{kind}.xml"/>'
)


def docx_of(body: str, parts: dict[str, str] | None = None) -> bytes:
    """Return a Word file whose body is `body`; `parts` are further ones ("footnotes": XML)."""
    empty = io.BytesIO()
    docx.Document().save(empty)
    made = {f"word/{kind}.xml": xml for kind, xml in (parts or {}).items()}
    made["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode() if name.endswith((".xml", ".rels")) else ""
            if name == "word/_rels/document.xml.rels":
                content = _with_relations(content, parts or {})
            elif name == "[Content_Types].xml":
                content = _with_types(content, parts or {})
            if name not in made:
                new.writestr(name, content or old.read(name))
        for name, xml in made.items():
            new.writestr(name, xml)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a Word file with one of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return out.getvalue()


def numbering_part(levels: list[tuple[str, str]], overrides: str = "") -> str:
    """Return numbering.xml with one list (numId 1 and 2) of (format, pattern) levels."""
    lvls = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (style, pattern) in enumerate(levels)
    )
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">{lvls}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num></w:numbering>'
    )


def _with_relations(rels: str, parts: dict[str, str]) -> str:
    kept = "".join(
        piece + ">"
        for piece in rels.split(">")
        if piece and not any(f'Target="{kind}.xml"' in piece for kind in parts)
    )
    added = "".join(_RELATION.format(id=900 + at, kind=kind) for at, kind in enumerate(parts))
    return kept.replace("</Relationships>", f"{added}</Relationships>")


def _with_types(types: str, parts: dict[str, str]) -> str:
    added = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{kind}+xml"/>'
        for kind in parts
        if f"/word/{kind}.xml" not in types
    )
    return types.replace("</Types>", f"{added}</Types>")

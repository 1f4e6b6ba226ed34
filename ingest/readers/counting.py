"""The numbers that a program prints before list items: 3, c, iii, ..."""

from __future__ import annotations

__all__ = ["counted"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

# Beyond these a list counts in figures again, as browsers and Word do.
_LAST_ROMAN = 3999
_LAST_LETTER = 780


def counted(number: int, style: str) -> str:
    """Return `number` as "1", "01", "a", "A", "i" or "I" prints it; "" for no such style.

    Letters go on as Word writes them: z, aa, bb.
    """
    if style == "01":
        return f"{number:02d}"
    if style == "1" or number < 1:
        return str(number)
    if style in ("a", "A"):
        letters = _letters(number) if number <= _LAST_LETTER else str(number)
        return letters.upper() if style == "A" else letters
    if style in ("i", "I"):
        roman = _roman(number) if number <= _LAST_ROMAN else str(number)
        return roman.upper() if style == "I" else roman
    return ""


def _letters(number: int) -> str:
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _roman(number: int) -> str:
    pieces = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        pieces.append(sign * times)
    return "".join(pieces)

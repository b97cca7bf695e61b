"""A PDF as a reader of its tags gets it: the structure tree, and what is painted with which tag and how large."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Pdf

SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
PAINTS = SHOWS_TEXT | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do"}


def opened(found: bytes) -> Pdf:
    """A PDF, to be looked into."""
    return pikepdf.open(io.BytesIO(found))


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the structure tree, with what it says of itself and the elements in it."""

    kind: str
    entry: Any
    within: tuple[Tag, ...] = ()

    def walk(self) -> Iterator[Tag]:
        """This element and all in it, in the order in which they are read."""
        yield self
        for one in self.within:
            yield from one.walk()

    def all(self, *kinds: str) -> list[Tag]:
        """The elements of some kinds, in reading order."""
        return [one for one in self.walk() if one.kind in kinds]

    @property
    def scope(self) -> str:
        """For which cells a header cell of a table is one; empty where it does not say so."""
        attributes = self.entry.get("/A", Array())
        return next((str(one["/Scope"]) for one in attributes if "/Scope" in one), "")


def tree(pdf: Pdf) -> Tag:
    """The structure tree of a document."""
    return _tag("StructTreeRoot", pdf.Root["/StructTreeRoot"])


def _tag(kind: str, entry: Any) -> Tag:
    kids = entry.get("/K", Array())
    found = [one for one in (kids if isinstance(kids, Array) else [kids]) if isinstance(one, Dictionary)]
    return Tag(kind, entry, tuple(_tag(str(one["/S"]).lstrip("/"), one) for one in found if "/S" in one))


@dataclass(frozen=True, slots=True)
class Painted:
    """Something that is painted: by which operator, whether in a tag or marked as artifact, and its size as text."""

    operator: str
    tagged: bool
    size: float


@dataclass(slots=True)
class _State:
    """What a content stream has set so far."""

    matrix: Matrix
    size: float = 0.0
    text: Matrix = field(default_factory=Matrix)
    saved: list[tuple[Matrix, float]] = field(default_factory=list)
    marks: list[bool] = field(default_factory=list)


def painted(pdf: Pdf) -> Iterator[Painted]:
    """Everything that is painted on the pages, the drawings in them included."""
    for page in pdf.pages:
        yield from _painted(page.obj, page.obj["/Resources"], _State(Matrix()))


def _painted(stream: Any, resources: Any, state: _State) -> Iterator[Painted]:
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), list(instruction.operands)
        _follow(operator, operands, state)
        if operator in PAINTS:
            yield from _of(operator, operands, resources, state)


def _of(operator: str, operands: list[Any], resources: Any, state: _State) -> Iterator[Painted]:
    """What one operator paints: itself, or all that the form holds which it draws."""
    drawn = resources["/XObject"][operands[0]] if operator == "Do" else None
    if drawn is not None and drawn.get("/Subtype") == Name("/Form"):
        inner = Matrix(*[float(one) for one in drawn.get("/Matrix", [1, 0, 0, 1, 0, 0])]) @ state.matrix
        own = _State(inner, marks=[any(state.marks)])
        yield from _painted(drawn, drawn.get("/Resources", resources), own)
        return
    size = abs((state.text @ state.matrix).d) * state.size if operator in SHOWS_TEXT else 0.0
    yield Painted(operator, any(state.marks), size)


def _follow(operator: str, operands: list[Any], state: _State) -> None:
    """What an operator changes for those after it."""
    if operator == "q":
        state.saved.append((state.matrix, state.size))
    elif operator == "Q":
        state.matrix, state.size = state.saved.pop()
    elif operator == "cm":
        state.matrix = Matrix(*[float(one) for one in operands]) @ state.matrix
    elif operator == "Tm":
        state.text = Matrix(*[float(one) for one in operands])
    elif operator == "BT":
        state.text = Matrix()
    elif operator == "Tf":
        state.size = float(operands[1])
    elif operator in {"BDC", "BMC"}:
        state.marks.append(_is_marked(operands))
    elif operator == "EMC":
        state.marks.pop()


def _is_marked(operands: list[Any]) -> bool:
    """Whether content that is marked is in the structure tree, or said to be an artifact."""
    has_place = len(operands) > 1 and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]
    return operands[0] == Name("/Artifact") or has_place

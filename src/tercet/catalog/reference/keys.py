"""The descriptor language: every key, from the descriptions in the models, with an example of each.

An example is a fragment of YAML that stands where the key stands; a test reads every one of them.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from tercet.catalog.descriptor import (
    Declared,
    Expect,
    Extract,
    Layout,
    Lookup,
    Period,
    Range,
    Read,
    RecordId,
    Rows,
    Skip,
    Source,
    StatusRule,
    Wide,
)
from tercet.catalog.load import Catalog
from tercet.catalog.reference.examples import EXAMPLES, FIELDS, MEANINGS
from tercet.catalog.reference.markdown import bullets, flat, table

# Each model under the name that its keys are written with.
MODELS: Mapping[str, type[BaseModel]] = {
    "source": Source,
    "read": Read,
    "layout": Layout,
    "wide": Wide,
    "extract": Extract,
    "skip": Skip,
    "period": Period,
    "lookup": Lookup,
    "status": StatusRule,
    "range": Range,
    "record_id": RecordId,
    "declares_for": Declared,
    "expect": Expect,
    "rows": Rows,
}
PLAIN: Mapping[Any, str] = {str: "text", int: "whole number", bool: "`true` or `false`"}


def descriptor(catalog: Catalog) -> Iterator[str]:
    """Every key of the language, model by model, and the fields that a column can be given."""
    yield (
        "A source is described by one YAML file. This page lists every key; "
        "[Add a source](../how-to/add-a-source.md) shows how to write one."
    )
    yield "An unknown key is an error that names the file and the line. A key without a default has to be there."
    models = [f"[{name}](#{name}): {flat(model.__doc__)}" for name, model in MODELS.items()]
    yield from bullets("", [*models, "[fields](#fields): what a column can be."])
    for name, model in MODELS.items():
        yield f"## {name}"
        yield flat(model.__doc__)
        for key, field in model.model_fields.items():
            yield from _key(name, field.alias or key, field)
    yield "## fields"
    yield (
        "What `columns` and `constants` give names to. Any other name has to be one of the source's own `dimensions`, "
        "or a field that `period`, `skip` or `status` reads."
    )
    yield table(
        ("Field", "Records", "Meaning"), ((f"`{name}`", kinds, meaning) for name, (kinds, meaning) in FIELDS.items())
    )


def _key(model: str, key: str, field: FieldInfo) -> Iterator[str]:
    """One key: what it means, its type and default, and an example."""
    name = f"{model}.{key}"
    yield f"### {name}"
    yield flat(field.description or MEANINGS.get(name))
    yield f"Type: {type_in_words(field.annotation)}. {_default(field)}"
    yield f"```yaml\n{EXAMPLES[name]}\n```"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "Required."
    value = field.get_default(call_default_factory=False)
    if value in (PydanticUndefined, None, (), {}):
        return "Default: nothing."
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"Default: `{shown.lower() if isinstance(value, bool) else shown}`."


def type_in_words(annotation: Any) -> str:
    """A type as a person would say it.

    >>> type_in_words(tuple[str, ...]), type_in_words(int | None), type_in_words(Literal["a", "b"])
    ('list of text', 'whole number', 'one of `a`, `b`')
    """
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return " or ".join(type_in_words(one) for one in inside if one is not type(None))
    if origin is Literal:
        return f"one of {', '.join(f'`{value}`' for value in inside)}"
    if origin is tuple:
        return f"list of {type_in_words(inside[0])}"
    if origin is not None:
        return f"mapping of {type_in_words(inside[0])} to {type_in_words(inside[1])}"
    names = {model: f"[{name}](#{name})" for name, model in MODELS.items()}
    return (
        names.get(annotation)
        or PLAIN.get(annotation)
        or {"Decimal": "number", "Names": "names: `en`, and `es` and `fr` where known"}[annotation.__name__]
    )

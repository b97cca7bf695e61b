"""Reading YAML definitions: plain data types only, and the line of every key for error messages.

YAML 1.1 reads an unquoted NO as false, 0713 as 459 and 12:30 as 750. Definitions hold country codes,
tariff codes and times, so this reader follows YAML 1.2: booleans are true and false, numbers are decimal.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from tercet.errors import CatalogError

M = TypeVar("M", bound=BaseModel)

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader with the implicit types of YAML 1.2 (core schema, numbers as text kept exact by pydantic)."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """A mapping; a key that comes twice is an error, where YAML readers commonly let the last one win."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and key.tag != "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} comes twice", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])
# A decimal stays text: pydantic turns it into an exact Decimal, never through a float.


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; a CatalogError with file and line where it is not YAML."""
    try:
        return yaml.load(path.read_bytes(), _Loader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f":{mark.line + 1}" if mark else ""
        raise CatalogError(f"{path}{line}: not valid YAML: {error.problem}. Mend the file.") from None
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}: cannot be read: {error}") from None


def read_model(path: Path, model: type[M]) -> M:
    """A definition checked against its model; what is wrong is said with file, line, key and remedy."""
    content = read_yaml(path)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise CatalogError("\n".join(_problem(path, model, problem) for problem in error.errors()[:5])) from None


def _problem(path: Path, model: type[BaseModel], problem: Any) -> str:
    """One validation error as: file:line: key: what is wrong; what to do."""
    keys = [str(key) for key in problem["loc"]]
    line = _line(path, problem["loc"])
    message = str(problem["msg"]).removeprefix("Value error, ")
    remedy = "Correct it."
    if problem["type"] == "extra_forbidden":
        message = "no such key"
        remedy = f"Keys of a {model.__name__.lower()}: {', '.join(_keys(model))}." if len(keys) == 1 else "Take it out."
    elif problem["type"] == "missing":
        message, remedy = "is missing", "Add it."
    return f"{path}:{line}: {'.'.join(keys)}: {message}. {remedy}"


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _line(path: Path, location: tuple[int | str, ...]) -> int:
    """The line of a key, found by walking the YAML nodes as far as the location goes."""
    node = yaml.compose(path.read_bytes(), Loader=_Loader)
    line = 1
    for key in location:
        found = _child(node, key)
        if found is None:
            break
        line, node = found
    return line


def _child(node: Any, key: int | str) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark.line + 1, node.value[key]
    return None

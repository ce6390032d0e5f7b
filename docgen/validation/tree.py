"""Walking a schema: what a `$ref` points to, the keys that a mapping may hold, where a key belongs."""

from __future__ import annotations

from typing import Any


def subschema(root: dict[str, Any], schema: Any, key: str | None = None) -> dict[str, Any]:
    """A schema (or that of one of its keys) with what its local `$ref` points to; its own words win."""
    if key is not None:
        schema = schema.get("properties", {}).get(key, {}) if isinstance(schema, dict) else {}
    seen: set[str] = set()
    merged: dict[str, Any] = {}
    while isinstance(schema, dict):
        merged = {**schema, **merged}
        ref = schema.get("$ref")
        if ref is None or ref in seen:
            break
        seen.add(ref)
        schema = target_of(root, ref)
    return merged


def target_of(root: dict[str, Any], ref: str) -> Any:
    """What a local reference (« #/$defs/jour ») points to; None where it leads nowhere."""
    node: Any = root
    for step in ref.removeprefix("#/").split("/"):
        node = node.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(node, dict) else None
    return node


def properties_of(root: dict[str, Any], schema: Any) -> list[str]:
    """The keys that a mapping may hold, those of `allOf` and other branches included, in the schema's order."""
    merged = subschema(root, schema)
    known = list(merged.get("properties", {}))
    for word in ("allOf", "anyOf", "oneOf"):
        known += [key for branch in merged.get(word, []) for key in properties_of(root, branch)]
    for word in ("if", "then", "else"):
        known += properties_of(root, merged[word]) if word in merged else []
    return list(dict.fromkeys(known))


def homes(root: dict[str, Any], key: str) -> list[str]:
    """Where else a key belongs: « public », « sessions › jours »; at most three, the shallowest first."""
    found: list[str] = []
    level: list[tuple[tuple[str, ...], Any]] = [((), root)]
    seen: set[int] = set()
    while level and len(found) < 3:  # noqa: PLR2004 - more would be no help
        below: list[tuple[tuple[str, ...], Any]] = []
        for path, schema in level:
            merged = subschema(root, schema)
            identity = id(merged.get("properties"))
            if "properties" in merged and identity not in seen:
                seen.add(identity)
                if key in merged["properties"] and path:
                    found.append(f"« {' › '.join(path)} »")
                below += [((*path, name), child) for name, child in merged["properties"].items()]
            elif "items" in merged:
                below.append((path, merged["items"]))
        level = below
    return found


def branches(error: Any) -> list[list[Any]]:
    """The errors of each branch of an `anyOf` or `oneOf`, in the branches' order."""
    groups: dict[int, list[Any]] = {}
    for child in error.context:
        groups.setdefault(child.schema_path[0], []).append(child)
    return [groups[rank] for rank in sorted(groups)]

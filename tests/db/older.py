"""The content of a brief as the library kept it before confidence was computed."""

from typing import Any


def older(content: dict[str, Any]) -> dict[str, Any]:
    """Return a content as the library kept it before confidence was computed."""
    old = {name: value for name, value in content.items() if name not in {"actions", "main_caution"}}
    numbers = {"before_after": 2}
    old["outcomes"] = [
        {name: value for name, value in each.items() if name != "design"}
        | {"sureness": numbers.get(each.get("design", ""))}
        for each in content["outcomes"]
    ]
    old["sources"] = [
        {name: value for name, value in each.items() if name != "type"} | {"kind": "Evaluation report"}
        for each in content["sources"]
    ]
    return old | {"what_to_do_next": "- *Head or teacher*: Ask first.\n- *Funder*: Pay for a year.\nTell a friend."}

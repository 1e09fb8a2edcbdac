"""The commands of docs/recipes.md for one small server, as somebody who follows it would copy them."""

import re

from library.settings import ROOT

SECTION = re.compile(r"^## One small server\n(.*?)^## ", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^\*\*(?:\d\. )?([^*]+?)\.?\*\*", re.MULTILINE)
BEFORE_THE_PROXY = ("The program", "Its user, folders and services", "Its settings", "The first start", "The firewall")
PROXIES = ("Caddy", "nginx")
AFTERWARDS = ("Is all well?", "Update", "Back")


def steps() -> dict[str, list[str]]:
    """Return the commands of each step, by the words that it begins with."""
    found = SECTION.search((ROOT / "docs" / "recipes.md").read_text("utf-8"))
    assert found
    words = STEP.split(found[1])
    return {
        name: re.findall(r"^    (.+)$", text, re.MULTILINE) for name, text in zip(words[1::2], words[2::2], strict=True)
    }

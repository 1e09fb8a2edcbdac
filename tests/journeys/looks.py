"""What a browser is asked about a page: axe's findings, what sticks out, what the focus shows, what moved, which words."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ONLY_FAULTS = {"resultTypes": ["violations"], "selectors": False, "iframes": False, "preload": False}
"""Axe works out neither where things stand that are right, which takes a third of its time, nor waits for frames."""
RULES = ONLY_FAULTS | {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
}
COLOURS = ONLY_FAULTS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
STRUCTURE = RULES | {
    "rules": {"target-size": {"enabled": True}}
    | {name: {"enabled": False} for name in ("color-contrast", "link-in-text-block")}
}
"""All rules but the two about colours, which take three quarters of axe's time."""
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 667}
AXE = "(rules) => 'axe' in window && axe.run(document, rules).then((found) => found.violations)"
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth + 1;
    const scrolls = (one) => one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const out = [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && (box.right > wide || box.left < -1) && one.checkVisibility()
            && !scrolls(one.parentElement) && !one.closest(".govuk-skip-link, .govuk-visually-hidden");
    });
    return out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
}"""

UNSEEN = """() => {
    const stops = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const shown = [...document.querySelectorAll(stops)].filter((one) => one.type !== "hidden" && !one.disabled
        && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }));
    const unseen = shown.filter((one) => {
        one.focus({ focusVisible: true, preventScroll: true });
        const style = getComputedStyle(one);
        const outlined = style.outlineStyle === "auto"
            || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
        return document.activeElement !== one || !(outlined || style.boxShadow !== "none");
    });
    return [shown.length, ...unseen.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
}"""
BY_KEY = """() => {
    const one = document.activeElement;
    return one === document.body ? "" : `${one.tagName} ${one.id} ${one.name} ${one.textContent.trim().slice(0, 30)}`;
}"""
ON_A_PHONE_RULES = ["target-size", "scrollable-region-focusable", "link-in-text-block"]
ON_A_PHONE = ONLY_FAULTS | {
    "runOnly": {"type": "rule", "values": ON_A_PHONE_RULES},
    "rules": {"target-size": {"enabled": True}},
}
"""The rules whose findings hang on how wide a screen is."""
COLOURS_ON_A_PHONE = ON_A_PHONE | {"runOnly": {"type": "rule", "values": [*ON_A_PHONE_RULES, "color-contrast"]}}
MOVED = """() => new Promise((tell) => {
    let moved = 0;
    new PerformanceObserver((seen) => seen.getEntries().forEach((one) => { moved += one.value; }))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => tell(moved), 0)));
})"""
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((one) => one.renderBlockingStatus === "blocking" && !/\\.css/.test(one.name)).map((one) => one.name)"""
ESCAPED = """() => {
    const content = "script, style, textarea, [translate=no], [hreflang], [lang^=en]";
    const worded = ["aria-label", "title", "placeholder", "alt", "label", "data-say"];
    const bare = (text, depth = 0) => {
        let left = "";
        for (const letter of text) {
            if (letter === "⟦") depth += 1;
            else if (letter === "⟧") depth -= 1;
            else if (!depth) left += letter;
        }
        return [left.trim(), depth];
    };
    const out = new Set();
    const told = [...document.querySelectorAll("[lang^=en], [translate=no], input")].map((one) => one.value || one.textContent);
    const quoted = /“[^”]*”/g, date = /(?:\\d{1,2} )?\\p{L}+ \\d{4}(, \\d\\d:\\d\\d)?/gu;
    const note = (text, where) => {
        const left = text.replace(date, "").replace(quoted, "");
        const titled = where === "title" && told.some((words) => words.trim() === left);
        if (/\\p{L}{2}/u.test(left) && !titled) out.add(`${where}: ${left.slice(0, 90)}`);
    };
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let depth = 0, left = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.nodeType === 1 ? node : node.parentElement;
        if (one.closest(content)?.matches(":not(html)")) continue;
        if (node.nodeType === 3) {
            [left, depth] = bare(node.data, depth);
            note(left, one.localName + (one.className ? `.${one.getAttribute("class")}` : ""));
            continue;
        }
        const said = [...one.attributes].filter(({ name }) => worded.includes(name) || name.startsWith("data-say-"));
        said.forEach(({ name, value }) => note(bare(value)[0], `${one.localName}[${name}]`));
        if (one.matches("input[type=submit], input[type=button], meta[name=description]"))
            note(bare(one.value ?? one.content)[0], one.localName);
    }
    if (depth) out.add(`${depth} brackets are left open`);
    return [...out];
}"""


def findings(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """List what axe finds on a page."""
    found = page.evaluate(AXE, rules)
    if found is False:
        page.evaluate(Axe().axe_script)
        found = page.evaluate(AXE, rules)
    return [f"{one['id']}: {node['html'][:150]} {node['failureSummary']}" for one in found for node in one["nodes"]]

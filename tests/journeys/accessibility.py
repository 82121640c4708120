"""Accessibility of a page as axe-core judges it, in words that say what to mend."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags},
                                         resultTypes: ["violations"]});
  return found.violations.map(each => ({
    id: each.id, help: each.help, impact: each.impact,
    nodes: each.nodes.map(node => ({target: node.target.join(" "), html: node.html,
                                    why: node.failureSummary})),
  }));
}"""


def violations_on(page: Page) -> list[str]:
    """Return what axe finds wrong, one line for each element at fault."""
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return [
        f"{each['id']} ({each['impact']}): {each['help']}\n    {node['target']}\n"
        f"    {node['html'][:200]}\n    {' '.join(node['why'].split())[:300]}"
        for each in found
        for node in each["nodes"]
    ]


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")

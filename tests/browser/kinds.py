"""One page of every kind, and the way to it: an address, then links that are followed."""

from __future__ import annotations

from dataclasses import dataclass

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By

__all__ = ["KINDS", "Kind", "open_kind"]


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name, an address, and CSS selectors of links to follow from there."""

    name: str
    address: str
    links: tuple[str, ...] = ()


_MAIN = "main a[href^='{}']"

KINDS = (
    Kind("home", "/"),
    Kind("search", "/search?q=training"),
    Kind("search-nothing-asked", "/search"),
    Kind("search-nothing-found", "/search?q=zxqvbn"),
    Kind("search-unreadable", "/search?q=%22never+closed"),
    Kind("search-filtered", "/search?q=training", (".lg-facet li a",)),
    Kind("reviews", "/reviews"),
    Kind("review", "/reviews", ("main .lg-list a",)),
    Kind("case", "/reviews", ("main .lg-list a", "main .lg-card h3 a")),
    Kind("case-timeline", "/reviews", ("main .lg-list a", "main .lg-card a[href$='/timeline']")),
    Kind("case-agencies", "/reviews", ("main .lg-list a", "main .lg-card a[href$='/agencies']")),
    Kind("factors", "/factors"),
    Kind("factor", "/factors", ("main h2 a",)),
    Kind("themes", "/themes"),
    Kind("theme", "/themes", ("main table a",)),
    Kind("theme-discovered", "/themes", (_MAIN.format("/themes/discovered/"),)),
    Kind("agencies", "/agencies"),
    Kind("agency", "/agencies", ("main table a",)),
    Kind("recommendation", "/search?kind=recommendation", ("article h2 a",)),
    Kind("lesson", "/search?kind=lesson", ("article h2 a",)),
    Kind("document", "/search?q=training&kind=passage", ("article h2 a",)),
    Kind("similar", "/search?q=training&kind=passage", ("article h2 a", _MAIN.format("/similar/"))),
    Kind("families", "/families"),
    # the page of one family is left out: no family of the few sample documents has two reviews
    Kind("draft", "/draft"),
    Kind("batch", "/search/batch"),
    Kind("reading-list-empty", "/reading-list"),
    Kind("briefing-start", "/briefing"),
    Kind("briefing", "/briefing?theme=information-sharing"),
    Kind("briefing-read", "/briefing/read?theme=information-sharing"),
    Kind("patterns", "/patterns"),
    Kind("patterns-together", "/patterns/together"),
    Kind("patterns-prevalence", "/patterns/prevalence"),
    Kind("patterns-trends", "/patterns/trends"),
    Kind("patterns-recurrence", "/patterns/recurrence"),
    Kind("patterns-recurrence-by-theme", "/patterns/recurrence?by=theme"),
    Kind("patterns-cases", "/patterns/cases"),
    Kind("patterns-question", "/patterns", (_MAIN.format("/patterns/questions/"),)),
    Kind("paths", "/paths"),
    Kind("paths-found", "/paths?from=child-neglect&to=domestic-abuse"),
    Kind("explore", "/explore"),
    Kind("explore-found", "/explore", (_MAIN.format("/explore?at=case"),)),
    Kind("explore-open", "/explore?at=domestic-abuse&open=information-sharing&kind=case"),
    Kind("explore-unknown", "/explore?at=homelesness"),
    Kind("gap-map", "/gap-map"),
    Kind("gap-map-cell", "/gap-map", (_MAIN.format("/gap-map/cell"),)),
    Kind("networks", "/networks"),
    Kind("sparql", "/sparql"),
    Kind("vocabularies", "/vocab/"),
    Kind("vocabulary", "/vocab/scheme-risk-factor"),
    Kind("concept", "/vocab/child-neglect"),
    Kind("terms", "/ns"),
    Kind("data", "/data"),
    Kind("about", "/about"),
    Kind("helplines", "/helplines"),
    Kind("accuracy", "/about/accuracy"),
    Kind("home-in-welsh", "/cy/"),
    Kind("search-in-welsh", "/cy/search?q=training"),
    Kind("not-found", "/nowhere"),
    Kind("nothing-held", "/reviews/none"),
)


def open_kind(browser: WebDriver, service: str, kind: Kind) -> None:
    """Show a page of this kind."""
    browser.get(f"{service}{kind.address}")
    for link in kind.links:
        target = browser.find_element(By.CSS_SELECTOR, link).get_attribute("href")
        browser.get(str(target))

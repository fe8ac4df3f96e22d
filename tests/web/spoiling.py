"""A store in which every word that anybody could bring is hostile, and all pages that show some of it."""

from __future__ import annotations

from urllib.parse import quote

from page import Element
from quoting import HOSTILE, hostile
from visiting import KEPT

from wortlaut.store import Store
from wortlaut.store.feeds import Polled
from wortlaut.web.said import add, say

ASKED = quote(HOSTILE)


def spoil(store: Store) -> None:
    """Bring hostile words in by every door: article, review, feed, failed job, account, token, log."""
    store.add(hostile())
    shown = store.people.reviewed("ahostile")
    assert shown is not None
    told = {"content": "0-10", "kind": "direct", "speaker": HOSTILE, "new": "person"}
    add(store, shown, told, reviewer=HOSTILE)
    say(store, shown, "event", "e1", "reject", {}, reviewer=HOSTILE)
    say(store, shown, "statement", "s1", "correct", {"addressee": HOSTILE, "new": "group"}, reviewer=HOSTILE)
    number = store.jobs.enqueue("fetch", {"url": HOSTILE})
    assert store.jobs.claim("somebody") is not None
    store.jobs.fail(number, "somebody", HOSTILE)
    feed, _ = store.feeds.add(f"https://feed.example/{HOSTILE}", "feed.example")
    assert store.feeds.claim("somebody") is not None
    polled = Polled(
        answered=True,
        url=feed.url,
        host="feed.example",
        title=HOSTILE,
        etag=HOSTILE,
        modified=None,
        due=feed.due,
        state="gone",
        failures=2,
        error=f"{HOSTILE}: {HOSTILE}",
    )
    store.feeds.polled(feed.number, "somebody", polled)
    store.access.add_account(HOSTILE, "admin", KEPT)
    store.access.add_token(HOSTILE, ["read"], label=HOSTILE)
    store.people.note(HOSTILE, HOSTILE, HOSTILE, {HOSTILE: [HOSTILE], "role": HOSTILE})


def pages_of(store: Store) -> dict[str, list[str]]:
    """Return by route the pages that show hostile words, each asked for with hostile words, too."""
    actors = sorted(set(store.actor_ids("ahostile").values()))
    tabs = [tab for actor in actors for tab in (f"/actors/{actor}?tab={t}" for t in ("says", "hears", "events"))]
    return {
        "/": ["/", f"/?outlet={ASKED}&order={ASKED}"],
        "/library/list": ["/library/list"],
        "/library/feeds": ["/library/feeds"],
        "/articles/{id}": ["/articles/ahostile", f"/articles/{ASKED}"],
        "/articles/{id}/cite": ["/articles/ahostile/cite?start=0&end=20", f"/articles/ahostile/cite?start={ASKED}"],
        "/search": [
            "/search?words=Nein",
            "/search?kind=direct&words=Nein",
            "/search?event=REJECT",
            f"/search?words={ASKED}&speaker={ASKED}&outlet={ASKED}&since={ASKED}&kind={ASKED}",
        ],
        "/search/names": ["/search/names?speaker=script", f"/search/names?actor={ASKED}"],
        "/actors": ["/actors", f"/actors?name={ASKED}&order={ASKED}&kind={ASKED}"],
        "/actors/{id:path}": [*tabs, *(f"/actors/{actor}?tab=articles" for actor in actors), f"/actors/{ASKED}"],
        "/timeline": ["/timeline", f"/timeline?actor={ASKED}&since={ASKED}", f"/timeline?actor={actors[0]}"],
        "/concepts": ["/concepts", f"/concepts?codebook={ASKED}&concept={ASKED}&actor={ASKED}"],
        "/network": [
            "/network",
            f"/network?what={ASKED}&codebook={ASKED}&since={ASKED}&size={ASKED}",
            f"/network?copies={ASKED}&source={ASKED}&target={ASKED}",
        ],
        "/review": ["/review", "/review?kind=statement&article=ahostile", f"/review?kind={ASKED}&article={ASKED}"],
        "/review/agreement": ["/review/agreement"],
        "/account": ["/account"],
        "/admin": ["/admin"],
        "/sign-in": ["/sign-in"],
        "/enter": [f"/enter?key={ASKED}"],
    }


def dangers(page: Element) -> list[str]:
    """Return what of a page a browser would run, or follow to somewhere else, though it is not ours."""
    found = ["'&49" for _ in [page.text] if "'&49" in page.text]
    for element in page.all():
        source = element.attributes.get("src", "/static/")
        if element.tag in ("img", "iframe", "object", "embed", "base", "svg:script") or element.tag == "style":
            found.append(f"<{element.tag}>")
        if element.tag == "script" and not source.startswith("/static/"):
            found.append(f"<script src={source}>")
        found += [f"{name}=" for name in element.attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "hx-get", "hx-post", "formaction"):
            target = element.attributes.get(name, "/")
            if not target.startswith(("/", "#", "?", "https://www.wikidata.org/", "https://feed.example/")):
                found.append(f"{name}={target}")
            if target.startswith(("//", "/\\")):
                found.append(f"{name}={target}")
    return found

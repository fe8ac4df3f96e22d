"""What each paragraph of a plain text is for (Absatzrolle): headline, lead, byline, body, subhead."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from wortlaut.intake.bylines import clean_names, is_byline
from wortlaut.intake.clutter import (
    ends_like_prose,
    is_about_author,
    is_boilerplate,
    is_caption,
    is_teaser_heading,
)
from wortlaut.intake.dates import dates_in, published_in, without_dates
from wortlaut.intake.edges import dateline_of, is_sign, sign_start
from wortlaut.intake.places import PLACES
from wortlaut.record import Paragraph, Period, Role, Span

_HEAD_LINES = 8  # metadata lines are looked for this far from either end
_LONGEST_HEADLINE = 220
_LONGEST_LEAD = 600
_LONGEST_SUBHEAD = 130
_LABEL = re.compile(r"[\w .’-]{1,30}: ")
_PEEK = 700  # longer paragraphs are running text whatever they say


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Paragraphs with their roles, and what the lines around the body told."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None
    byline: tuple[str, ...]
    dateline: str | None
    published: Period | None


@dataclass(slots=True)
class _Page:
    """The paragraphs while roles are being given; None is a role still open."""

    words: list[str]
    roles: list[Role | None]
    title: str | None = None
    byline: list[str] = field(default_factory=list)
    dateline: str | None = None
    published: Period | None = None

    @property
    def context(self) -> str:
        """The openings of the first paragraphs, to look a place up in."""
        return "\n".join(self.words[:12])

    def open_after(self, number: int) -> list[int]:
        return [index for index in range(number, len(self.words)) if self.roles[index] is None]


def layout(text: str, bounds: list[tuple[int, int]], *, title: str | None = None) -> Layout:
    r"""Give every paragraph its role; with a known ``title`` only that very line becomes the headline.

    >>> page = layout("Alleingang\n\nVon: Anna Muster", [(0, 10), (12, 28)])
    >>> [paragraph.role for paragraph in page.paragraphs], page.byline
    (['headline', 'byline'], ('Anna Muster',))
    """
    page = _Page([text[start : min(end, start + _PEEK)] for start, end in bounds], [None] * len(bounds))
    _claim_lines(page)
    headline = _find_headline(page, title)
    body = _find_body(page, headline)
    _find_lead(page, headline, body)
    _find_subheads(page, body)
    _find_tail(page)
    paragraphs = _split_signs(text, bounds, page)
    return Layout(
        paragraphs=paragraphs,
        title=title or (page.title.strip("# ") if page.title else None),
        byline=tuple(page.byline),
        dateline=page.dateline,
        published=page.published,
    )


def _claim_lines(page: _Page) -> None:
    """Claim the lines that say by themselves what they are."""
    last = len(page.words) - 1
    for number, words in enumerate(page.words):
        if len(words) > 500:
            continue
        edge = number < _HEAD_LINES or number > last - 3
        if edge and len(words) <= 160 and _claim_date(page, number, words):
            continue
        if is_caption(words):
            page.roles[number] = "caption"
        elif is_boilerplate(words):
            page.roles[number] = "boilerplate"
        elif edge and number > 0 and is_byline(words):
            page.roles[number] = "byline"
            page.byline += [name for name in clean_names(words) if name not in page.byline]
    _claim_teasers(page)


def _claim_date(page: _Page, number: int, words: str) -> bool:
    """Claim a date line, or a byline with a date: ``Von Anna Muster, 14. Mai 2023``."""
    if not dates_in(words):
        return False
    rest = without_dates(words)
    places = [part.strip() for part in rest.split(",") if part.strip()]
    if all(place in PLACES or place.title() in PLACES for place in places):
        page.roles[number] = "dateline"
    elif is_byline(rest) and number:
        page.roles[number] = "byline"
        page.byline += [name for name in clean_names(rest) if name not in page.byline]
    else:
        return False
    page.published = page.published or published_in(words)
    return True


def _claim_teasers(page: _Page) -> None:
    """Claim the link lines under ``Mehr zum Thema``; the last of several may be a subhead."""
    for number, words in enumerate(page.words):
        if page.roles[number] != "boilerplate" or not is_teaser_heading(words):
            continue
        run = number + 1
        while run < len(page.words) and page.roles[run] is None and _is_heading(page.words[run]):
            run += 1
        keep = 1 if run < len(page.words) and run - number > 2 else 0
        for index in range(number + 1, run - keep):
            page.roles[index] = "boilerplate"


def _is_heading(words: str) -> bool:
    return len(words) <= _LONGEST_SUBHEAD and not ends_like_prose(words)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _find_headline(page: _Page, title: str | None) -> int:
    """Find headline and kicker (Dachzeile); return the number of the headline, -1 without one."""
    free = page.open_after(0)[:4]
    if title is not None:
        match = next((number for number in free[:3] if _same(page.words[number].lstrip("# "), title)), -1)
        if match >= 0:
            page.roles[match] = "headline"
            for number in free[: free.index(match)]:
                page.roles[number] = "kicker"
        return match
    if len(page.words) < 2 or not free:
        return -1
    first = free[0]
    if not _can_be_headline(page, first):
        return -1
    chosen = first
    if len(free) > 2 and _is_kicker(page.words[first], page.words[free[1]]) and free[1] == first + 1:
        page.roles[first] = "kicker"
        chosen = free[1]
    page.roles[chosen] = "headline"
    page.title = page.words[chosen]
    return chosen


def _can_be_headline(page: _Page, number: int) -> bool:
    words = page.words[number]
    if words.startswith("# "):
        return True
    if len(words) > _LONGEST_HEADLINE or dateline_of(words, first=False):
        return False
    if not words.rstrip("\"'“”«»").endswith((".", ":", ";", ",")):
        return True
    following = page.roles[number + 1 : number + 2]
    return following in (["byline"], ["dateline"])


def _is_kicker(words: str, following: str) -> bool:
    """Say whether words are a kicker (Dachzeile): a few, over a longer line that may be a headline."""
    if following.startswith("+++"):
        return False
    short = len(words) <= 60 and len(words.split()) <= 6 and not ends_like_prose(words.rstrip(":"))
    if not short or not len(words) < len(following) <= _LONGEST_HEADLINE:
        return False
    return len(following) <= 120 or not following.rstrip("\"'“”«»").endswith((".", ":", ";", ","))


def _find_body(page: _Page, headline: int) -> int:
    """Return the number of the paragraph where the body (Fließtext) begins; note its dateline."""
    free = page.open_after(headline + 1)
    for position, number in enumerate(free[:5]):
        opens = _opens(page, free, position)
        found = dateline_of(page.words[number], first=opens, context=page.context)
        if found:
            page.dateline = found[0]
            return number
        if len(page.words[number]) > _LONGEST_LEAD:
            break
    if len(free) < 2:
        return free[0] if free else len(page.words)
    gap = next((b for a, b in pairwise(free[:3]) if _meta_between(page, a, b)), None)
    if gap is not None and len(page.words[free[0]]) <= _LONGEST_LEAD:
        return gap
    if headline < 0:
        return free[0]
    prose = [number for number in free if len(page.words[number]) > 80 or ends_like_prose(page.words[number])]
    leads = _leads_in(page, free, prose)
    return free[leads] if leads < len(free) else free[0]


def _opens(page: _Page, free: list[int], position: int) -> bool:
    """Only a paragraph followed by others, or alone, can open the body with an unknown place."""
    before = free[:position]
    return position <= 3 and all(len(page.words[number]) <= _LONGEST_LEAD for number in before)


def _meta_between(page: _Page, one: int, other: int) -> bool:
    return any(page.roles[number] in ("byline", "dateline", "caption") for number in range(one + 1, other))


def _leads_in(page: _Page, free: list[int], prose: list[int]) -> int:
    """Count the opening paragraphs that are no body yet, by length alone: short, and prose follows."""
    count = 0
    while count < min(3, len(free) - 1) and not ends_like_prose(page.words[free[count]]):
        words = page.words[free[count]]
        if len(words) > _LONGEST_HEADLINE or words.startswith(("#", "+++")):
            break
        count += 1
    following = [len(page.words[number]) for number in prose if number >= free[count]]
    if count == 0 and len(following) >= 3 and following[0] <= 420:
        return 1 if following[0] * (len(following) - 1) <= 1.3 * sum(following[1:]) else 0
    return count


def _find_lead(page: _Page, headline: int, body: int) -> None:
    """Give roles to what stands between headline and body: lead (Vorspann), kicker, caption."""
    between = [number for number in page.open_after(headline + 1) if number < body]
    for position, number in enumerate(between):
        words = page.words[number]
        if position == len(between) - 1 or len(words) > 250:
            page.roles[number] = "lead"
        elif ends_like_prose(words):
            page.roles[number] = "caption"
        else:
            page.roles[number] = "kicker" if len(words) <= 60 else "lead"


def _find_subheads(page: _Page, body: int) -> None:
    """Tell subheads (Zwischentitel) from body paragraphs; interview questions stay body."""
    free = page.open_after(body)
    questions = sum(page.words[number].endswith("?") for number in free)
    interview = questions >= 3 and questions * 5 >= len(free)
    turns = _turns(page, free)
    for position, number in enumerate(free):
        words = page.words[number]
        more = any(
            ends_like_prose(page.words[later]) or len(page.words[later]) > 200
            for later in free[position + 1 : position + 4]
        )
        short = _is_heading(words) or (len(words) <= 90 and words.endswith("?") and not interview)
        ticker = words.startswith("+++") and words.endswith("+++") and len(words) <= 250
        marked = words.startswith("#") and len(words) <= 200
        listed = words.startswith(("- ", "• ", "* ", "– ", "· "))
        is_subhead = more and (short or ticker or marked) and not listed and number not in turns and not is_sign(words)
        page.roles[number] = "subhead" if is_subhead else "body"


def _turns(page: _Page, free: list[int]) -> set[int]:
    """Find the paragraphs that open with a label used again and again: ``Frage: …``, ``Muster: …``."""
    labels = {number: _LABEL.match(page.words[number]) for number in free}
    used = Counter(label[0] for label in labels.values() if label)
    return {number for number, label in labels.items() if label and used[label[0]] > 1}


def _find_tail(page: _Page) -> None:
    """Name what stands after the last running text: signs, credits, left-over link lines."""
    running = [number for number, role in enumerate(page.roles) if role in ("body", "lead")]
    prose = [number for number in running if ends_like_prose(page.words[number]) or len(page.words[number]) > 200]
    end = prose[-1] if prose else len(page.words)
    for number in range(end + 1, len(page.words)):
        words = page.words[number]
        if page.roles[number] in ("body", "caption") and is_sign(words):
            page.roles[number] = "sign"
    if len(running) > 3 and is_about_author(page.words[running[-1]]):
        page.roles[running[-1]] = "boilerplate"


def _split_signs(text: str, bounds: list[tuple[int, int]], page: _Page) -> tuple[Paragraph, ...]:
    """Cut signs off the ends of body paragraphs and build the paragraphs."""
    running = [number for number, role in enumerate(page.roles) if role in ("body", "lead")]
    last = running[-1] if running else -1
    built: list[Paragraph] = []
    for number, (start, end) in enumerate(bounds):
        role = page.roles[number] or "body"
        cut = None
        if role == "body":
            tail = text[max(start, end - 200) : end]
            found = sign_start(tail, last=number == last)
            cut = None if found is None else end - len(tail) + found
        if cut is None:
            built.append(Paragraph(span=Span(start=start, end=end), role=role))
            continue
        stop = start + len(text[start:cut].rstrip())
        built.append(Paragraph(span=Span(start=start, end=stop), role=role))
        built.append(Paragraph(span=Span(start=cut, end=end), role="sign"))
    return tuple(built)

"""Figures of events on marked articles."""

from dataclasses import replace

from bench.marks import counts, figures, marked_article
from training.corpora import events
from wortlaut.record import Actor, Event, Link, Mention, Reading, Run, Span

EXAMPLES = events.own()[:2]


class Told:
    """Reads an article as its marks tell it, each marked word an actor of its own."""

    def __init__(self, *, keep: bool) -> None:
        self.keep = keep

    def read(self, article):
        example = next(e for e in EXAMPLES if e.name.replace(" ", "-") == article.id)
        _, offsets = marked_article(example)
        spans = [Span(start=a, end=b) for a, b in offsets]
        acts = example.acts or ()
        words = sorted({w for act in acts for n in ("initiator", "recipient") for w in act.arguments[n]})
        found = tuple(
            Event(
                id=f"e{n}",
                type=act.type,
                mode=None,
                trigger=(spans[act.trigger],),
                text=spans[act.trigger],
                initiator=tuple(f"actor{w}" for w in act.arguments["initiator"]),
                recipient=tuple(f"actor{w}" for w in act.arguments["recipient"]) if self.keep else (),
                confidence=1.0,
            )
            for n, act in enumerate(acts)
        )
        return Reading(
            article=article,
            run=Run(wortlaut="0", model="m", lexicon="l"),
            mentions=tuple(
                Mention(id=f"m{w}", span=spans[w], head=spans[w], kind="name", confidence=1.0) for w in words
            ),
            actors=tuple(Actor(id=f"actor{w}", name=f"{w}", kind="unknown", names=()) for w in words),
            links=tuple(Link(mention=f"m{w}", actor=f"actor{w}", confidence=1.0, reasons=()) for w in words),
            statements=(),
            events=found,
        )


def test_marks_read_as_they_are_are_all_right():
    told = figures(counts(Told(keep=True), EXAMPLES))
    assert told["precision"] == told["recall"] == told["type recall"] == 1.0


def test_a_missing_recipient_is_wrong_where_one_is_marked():
    acts = [act for example in EXAMPLES for act in example.acts or ()]
    found = counts(Told(keep=False), EXAMPLES)
    assert found["typed"] == len(acts)
    assert found["right"] == sum(not act.arguments["recipient"] for act in acts) < len(acts)


def test_other_types_are_not_found():
    wrong = [replace(e, acts=tuple(replace(a, type="NONE") for a in e.acts or ())) for e in EXAMPLES]
    found = counts(Told(keep=True), wrong)
    assert (found["typed"], found["extra"]) == (0, found["given"])

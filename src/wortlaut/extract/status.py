"""Whether an event happened, is planned, offered, demanded, possible or only imagined; and whether it is denied."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.extract.clauses import Clause
from wortlaut.extract.triggers import Trigger, auxiliaries, is_verb_form, operator_in
from wortlaut.record import Status, Tree
from wortlaut.record.words import Polarity

STATUSES: dict[str, Status] = {
    "happened": "happened", "ongoing": "ongoing", "planned": "planned", "offered": "offered", "demanded": "demanded",
    "threatened": "threatened", "possible": "possible", "hypothetical": "hypothetical",
}  # fmt: skip
MODAL: dict[str, Status] = {
    "wollen": "planned", "mögen": "planned", "können": "possible", "könnte": "possible", "dürfte": "possible",
    "würde": "hypothetical", "müssen": "demanded", "müsste": "demanded", "sollte": "demanded", "sollen": "planned",
}  # fmt: skip
IF = frozenset({"wenn", "falls", "sofern"})
NEVER = frozenset({"nicht", "nie", "niemals", "keinesfalls", "keineswegs", "weder"})
WISHES = frozenset({"demanded", "offered", "threatened"})


def status_of(tree: Tree, clause: Clause, trigger: Trigger, verbs: Sequence[str], noun: str = "") -> Status:
    """Return the status of an event by the verbs around its trigger, else the one the table gives it.

    ``verbs`` are the auxiliaries of the clause, ``noun`` is the status that a noun like «Plan» gives its infinitive.
    """
    default = STATUSES[trigger.row["status"]]
    if noun:
        return STATUSES[noun]
    if tree.form(clause.first).lower() in IF or _opens_with_verb(tree, clause):
        return "hypothetical"
    if trigger.row["pos"] == "noun":
        return _of_noun(tree, clause, default)
    used = {auxiliaries()[low] for low in verbs}
    if "werden" in used and trigger.part == "infinitive" and {"wird", "werden", "werde"} & set(verbs):
        return "planned" if default not in WISHES else default
    modal = next((MODAL[verb] for verb in MODAL if verb in used), None)
    if modal is not None and trigger.part != "finite":
        past = bool({"wollte", "wollten", "konnte", "konnten", "musste", "mussten"} & set(verbs))
        return default if past and modal != "planned" else modal
    return default


def _opens_with_verb(tree: Tree, clause: Clause) -> bool:
    """Say whether a clause begins with its verb and another follows: «Lehnt Rom ab, zahlt Paris»."""
    first, end = clause.first, max(clause.tokens) + 1
    low = tree.form(first).lower()
    begins = first == 0 or tree.doc.tokens[first - 1].sentence != tree.doc.tokens[first].sentence or low == "sollte"
    verb = low in auxiliaries() or is_verb_form(low)
    return begins and verb and clause.shares is None and end < len(tree.doc.tokens) and tree.form(end) in {",", "."}


def _of_noun(tree: Tree, clause: Clause, default: Status) -> Status:
    row = operator_in(tree, clause.tokens)
    if row is not None and row["status"] != "happened" and default == "happened":
        return STATUSES[row["status"]]
    return default


def polarity_of(tree: Tree, clause: Clause, trigger: Trigger) -> Polarity:
    """Say whether the text denies an event: «hat nicht zugestimmt», «kein Angriff»."""
    if trigger.row["pos"] == "noun":
        near = {tree.form(token).lower() for token in range(max(clause.tokens[0], trigger.at - 3), trigger.at)}
        return "denied" if any(low.startswith("kein") for low in near) or "ohne" in near else "affirmed"
    for token in clause.tokens:
        low = tree.form(token).lower()
        after = tree.form(token + 1).lower() if token + 1 < len(tree.doc.tokens) else ""
        never = (low in NEVER and after not in {"nur", "zuletzt"}) or (low.startswith("kein") and len(low) <= 6)
        if never and _reaches(tree, clause, token, trigger, low):
            return "denied"
    return "affirmed"


def _reaches(tree: Tree, clause: Clause, token: int, trigger: Trigger, low: str) -> bool:
    """Say whether a negation belongs to a trigger: it stands before a participle, with no other verb between."""
    if trigger.part == "finite":
        return token > trigger.at or low != "weder"
    between = [t for t in clause.tokens if token < t < trigger.at]
    return token < trigger.at and not any(is_verb_form(tree.form(t).lower()) for t in between)

"""The entities of a new ``.dna`` file, numbered as they come, each with all attributes of its variable."""

from __future__ import annotations

from dataclasses import replace

from wortlaut.export.dna.start import ATTRIBUTE_VARIABLES, ATTRIBUTES, VARIABLES
from wortlaut.export.dna.tables import LONGEST, AttributeValue, Entity


class Entities:
    """Gives each value of a variable its entity; two things of one name are told apart by their key."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], Entity] = {}
        self._keys: dict[tuple[int, str], str] = {}
        self._told: dict[tuple[int, str], tuple[str, str, str]] = {}
        for variable in VARIABLES:
            if variable.data_type == "short text":
                self.id(variable.id, "")

    def id(self, variable: int, value: str, *, key: str = "", kind: str = "", alias: str = "", notes: str = "") -> int:
        """Return the id of the entity for a value; ``kind``, ``alias`` and ``notes`` are its attributes."""
        name = shortened(value)
        place = (variable, name)
        if key and self._keys.setdefault(place, key) != key:
            end = f" ({shortened(key, 60)})"
            place = (variable, shortened(value, LONGEST - len(end)) + end)
        if place not in self._found:
            self._found[place] = Entity(id=len(self._found) + 1, variable=variable, value=place[1])
        if place not in self._told or not any(self._told[place]):
            self._told[place] = (shortened(kind), shortened(alias), shortened(notes))
        return self._found[place].id

    def all(self) -> tuple[Entity, ...]:
        """Return the entities in the order of their ids, with their attributes."""
        found, count = [], 0
        for place, entity in self._found.items():
            told = dict(zip(ATTRIBUTES, self._told[place], strict=True))
            own = []
            for one in ATTRIBUTE_VARIABLES:
                if one.variable == entity.variable:
                    count += 1
                    own.append(AttributeValue(id=count, variable=one.id, value=told[one.name]))
            found.append(replace(entity, attributes=tuple(own)))
        return tuple(found)


def shortened(words: str, longest: int = LONGEST) -> str:
    r"""Return words on one line, cut with an ellipsis where they are longer than ``longest`` characters.

    >>> shortened("Der Zoll\nmuss weg", 10)
    'Der Zoll …'
    """
    line = " ".join(kept(words).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def kept(text: str) -> str:
    """Return a text as DNA shows it, one character for one: no carriage returns, zeros or lone surrogates.

    DNA (Java Swing) makes one line end of CR LF and so would move all offsets.
    """
    lines = text.replace("\r\n", " \n").replace("\r", "\n").replace("\x00", "\ufffd")
    return lines if lines.isascii() else "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in lines)

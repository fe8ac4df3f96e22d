"""The words of the terminal view in German and English."""

from __future__ import annotations

from typing import Literal

from wortlaut.export import days
from wortlaut.record import Period

Lang = Literal["de", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    # kinds of statements
    "direct": ("direkt", "direct"),
    "indirect": ("indirekt", "indirect"),
    "free_indirect": ("frei-indirekt", "free indirect"),
    "indirect_free_indirect": ("indirekt/frei", "indirect/free"),
    "reported": ("Redebericht", "reported"),
    # media
    "writing": ("schriftlich", "in writing"),
    "thought": ("gedacht", "thought"),
    # certainty and polarity as the text expresses them
    "certainty:reported": ("wiedergegeben", "attributed"),
    "certainty:hearsay": ("Hörensagen", "hearsay"),
    "certainty:probable": ("wahrscheinlich", "probable"),
    "certainty:possible": ("möglich", "possible"),
    "certainty:hypothetical": ("hypothetisch", "hypothetical"),
    "certainty:question": ("Frage", "question"),
    "denied": ("verneint", "denied"),
    # networks and codings
    "network:size": (
        "{} Knoten, {} Verbindungen, {} Belege",
        "{} nodes, {} edges, {} claims",
    ),
    "network:camp": ("Lager", "Camp"),
    "network:source": ("wer", "who"),
    "network:target:agree": ("mit wem", "with whom"),
    "network:target:contradict": ("wem", "whom"),
    "network:target:both": ("mit wem", "with whom"),
    "network:target:stands": ("wozu", "on what"),
    "network:target:speaks": ("zu wem", "to whom"),
    "network:weight": ("Gewicht", "weight"),
    "agreement:for": ("dafür", "for"),
    "agreement:against": ("dagegen", "against"),
    "agreement:unclear": ("unklar", "unclear"),
    "codings": ("Kodierungen", "codings"),
    "codings:none": ("Kein Konzept des Codebuchs gefunden.", "No concept of the codebook was found."),
    # the rest
    "carried": ("übernommen", "carried over"),
    "nobody": ("Sprecher unbekannt", "speaker unknown"),
    "via": ("über", "via"),
    "by": ("Von", "By"),
    "statement": ("Äußerung", "statement"),
    "statements": ("Äußerungen", "statements"),
    "speaker": ("Sprecher", "speaker"),
    "speakers": ("Sprecher", "speakers"),
    "none": ("Keine Äußerungen gefunden.", "No statements found."),
    "fragments": ("Einzelne Wörter in Anführungszeichen", "Single words in quotation marks"),
    "failed": ("Fehler", "Failed"),
    "legend": ("Zeichen", "Marks"),
    "words": ("Wortlaut", "words"),
    "cue": ("Redewort", "cue"),
    "article": ("Artikel", "Article"),
    # events
    "events": ("Ereignisse", "Events"),
    "status:happened": ("geschehen", "happened"),
    "status:ongoing": ("im Gang", "ongoing"),
    "status:planned": ("geplant", "planned"),
    "status:offered": ("angeboten", "offered"),
    "status:demanded": ("gefordert", "demanded"),
    "status:threatened": ("angedroht", "threatened"),
    "status:possible": ("möglich", "possible"),
    "status:hypothetical": ("hypothetisch", "hypothetical"),
    "told_by": ("laut {}", "according to {}"),
    "answers": ("Antwort auf {}", "answers {}"),
    # time line
    "act:said": ("sagt", "says"),
    "act:offered": ("bietet an", "offers"),
    "act:demanded": ("fordert", "demands"),
    "act:threatened": ("droht", "threatens"),
    "act:refused": ("lehnt ab", "refuses"),
    "act:announced": ("kündigt an", "announces"),
    "act:done": ("tut", "does"),
    "act:ongoing": ("ist dabei", "is doing"),
    "act:possible": ("möglich", "possible"),
    "act:denied": ("verneint", "denied"),
    "no_moments": ("Nichts für die Zeitleiste gefunden.", "Nothing found for the time line."),
    "no_time": ("Ohne Zeit", "Without a time"),
    # where else a statement's words stand
    "headline": ("Auch in der Schlagzeile", "Also in the headline"),
    "kicker": ("Auch in der Dachzeile", "Also in the kicker"),
    "lead": ("Auch im Vorspann", "Also in the lead"),
    "subhead": ("Auch im Zwischentitel", "Also in a subhead"),
    "caption": ("Auch in einer Bildunterschrift", "Also in a caption"),
    # actors
    "actor": ("Akteur", "Actor"),
    "kind": ("Art", "Kind"),
    "offices": ("Ämter", "Offices"),
    "mention": ("Nennung", "mention"),
    "mentions": ("Nennungen", "mentions"),
    "the_article": ("Artikel", "article"),
    "the_articles": ("Artikel", "articles"),
    "names": ("Namen", "Names"),
    "why": ("Warum", "Why"),
    "judgements": ("Urteile", "Judgements"),
    "said": ("Sagt", "Says"),
    "addressed": ("Wird angesprochen", "Is addressed"),
    "f": ("weiblich", "female"),
    "m": ("männlich", "male"),
    "in": ("in", "in"),
    "no_actors": ("Keine Akteure gefunden.", "No actors found."),
    "kind:person": ("Person", "person"),
    "kind:state": ("Staat", "state"),
    "kind:organisation": ("Organisation", "organisation"),
    "kind:outlet": ("Medium", "outlet"),
    "kind:group": ("Gruppe", "group"),
    "kind:unknown": ("unbekannt", "unknown"),
    "kind:person:short": ("Person", "person"),
    "kind:state:short": ("Staat", "state"),
    "kind:organisation:short": ("Org.", "org."),
    "kind:outlet:short": ("Medium", "outlet"),
    "kind:group:short": ("Gruppe", "group"),
    "kind:unknown:short": ("?", "?"),
    "mentions:short": ("Nenn.", "ment."),
    "statements:short": ("Äuß.", "stat."),
    "articles:short": ("Art.", "art."),
    "verdict:same": ("derselbe", "the same"),
    "verdict:different": ("verschieden", "different"),
    # reviews
    "state:accepted": ("bestätigt", "accepted"),
    "state:rejected": ("verworfen", "rejected"),
    "state:corrected": ("berichtigt", "corrected"),
    "state:added": ("ergänzt", "added"),
    "state:unsure": ("ungewiss", "unsure"),
    "state:disputed": ("strittig", "disputed"),
    "state:open": ("offen", "open"),
    "doubt:confidence": ("unsicher gelesen", "read with doubt"),
    "doubt:runs": ("anderer Lauf las anders", "another run read otherwise"),
    "doubt:dispute": ("Prüfende uneins", "reviewers disagree"),
    "doubt:unsure": ("jemand war ungewiss", "somebody was unsure"),
    "doubt:orphan": ("Prüfung ohne Stelle", "review without a place"),
    "orphan:article": ("anderer Artikel", "another article"),
    "orphan:gone": ("nicht mehr gefunden", "not found any more"),
    "orphan:ambiguous": ("mehrere passen", "several fit"),
    "orphan:taken": ("eine andere passt besser", "another fits better"),
    "orphan:invalid": ("Berichtigung unmöglich", "impossible correction"),
    "event": ("Ereignis", "event"),
    "orphan": ("Prüfung", "review"),
    "people": ("Prüfende untereinander", "Among reviewers"),
    "machine": ("Maschine und Prüfende", "Machine and reviewers"),
    "same": ("gleich", "equal"),
    "compared": ("Fälle", "cases"),
    "tokens": ("Wörter der Äußerungen", "words of statements"),
    "nothing_queued": ("Nichts zu prüfen.", "Nothing to review."),
    # the end of the demo
    "next": ("Wie weiter?", "What next?"),
    "next:read": ("ein eigener Artikel", "an article of your own"),
    "next:jsonl": ("viele Artikel in eine Datei", "many articles into a file"),
    "next:check": ("belegt sich jede Stelle selbst?", "does every span prove itself?"),
    "untitled": ("Ohne Titel", "Untitled"),
    "and_more": ("und {} weitere", "and {} more"),
}


def word(key: str, lang: Lang) -> str:
    """Return the word for ``key``.

    >>> word("reported", "de"), word("certainty:reported", "de")
    ('Redebericht', 'wiedergegeben')
    """
    return _WORDS[key][0 if lang == "de" else 1]


def count(number: int, key: str, lang: Lang) -> str:
    """Return a number with its noun in the right form.

    >>> count(1, "statement", "de"), count(3, "statement", "de")
    ('1 Äußerung', '3 Äußerungen')
    """
    return f"{number} {word(key if number == 1 else key + 's', lang)}"


def day(period: Period, lang: Lang) -> str:
    """Return a period in words, as people say it.

    >>> from datetime import date
    >>> day(Period(earliest=date(2023, 5, 1), latest=date(2023, 6, 1), precision="month"), "de")
    'Mai 2023'
    """
    return days.period(period, lang)

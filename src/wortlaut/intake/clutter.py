"""Lines that belong to the page or to a picture and not to the running text.

Patterns are matched against a bounded piece of a line; none of them nests a repetition in another.
"""

from __future__ import annotations

import re

_PICTURE = r"(?:symbol|archiv|titel|vorschau|presse)?(?:fotos?|bild(?:er)?|grafik|aufnahme)"
_PHOTO_WIRE = r"(?:dpa|afp|ap|apa|reuters|epa|imago(?: images)?|getty images|picture alliance|keystone|ddp|ipa)"
_CAPTION_START = re.compile(
    "|".join(
        (
            rf"{_PICTURE}(?:quelle|rechte|unterschrift|nachweis|credit|text)? ?[:©]",
            r"(?:quellen?|copyright|credit) ?[:©]",
            r"(?:bildunterschrift|bildergalerie|bildstrecke|fotostrecke)\b",
            r"(?:foto|bild) \d+(?: ?/ ?\d+| von \d+)",
            r"©|\(c\) |(?:symbol|archiv)(?:bild|foto)\b",
        )
    ),
    re.IGNORECASE,
)
# ends of a line; "es bot sich ein trauriges Bild: …" and "(siehe Grafik)" must not match
_CAPTION_END = re.compile(
    "|".join(
        (
            r"[(\[][^()\[\]]{0,80}\b(?:\w{0,8}foto|archivbild|symbolbild|archiv|screenshot|imago|getty|"
            r"illustration|im bild|"
            r"picture[ -]alliance|dpa-zentralbild)\b[^()\[\]]{0,80}[)\]]\.?$",
            r"[(\[][^()\[\]]{0,80}\b(?:bild|quelle|grafik|karte|aufnahme|copyright|"
            r"credit) ?[:©/][^()\[\]]{0,80}[)\]]\.?$",
            r"[(\[](?:©|\(c\))[^()\[\]]{1,80}[)\]]?$",
            r"(?:^|[\s|/–—-])(?:symbol|archiv|presse)?fotos?: ?(?:[^:!?.]|\b[A-Z]\.){1,90}$",
            rf"[|/.)–—“\"-] ?(?:{_PICTURE}(?:quelle|rechte)?|quelle|copyright|credit): ?(?:[^:!?.]|"
            rf"\b[A-Z]\.){{1,90}}$",
            r"©[^©!?]{1,80}$",
            rf"[|/] ?{_PHOTO_WIRE}\b[ /|.,\w-]{{0,60}}$",
            rf"[.!?“\"] {_PHOTO_WIRE}/[ /.\w-]{{2,50}}(?:images|photo|bild|alliance)[ /.\w-]{{0,40}}$",
        )
    ),
    re.IGNORECASE,
)
_CHANNELS = (
    r"(?:facebook|twitter|x|whatsapp|e-?mail|telegram|linkedin|xing|pocket|threads|bluesky|instagram|mastodon|signal)"
)
# whole lines of a page: labels, teasers, buttons; no sentence of an article is only this
_LABEL = re.compile(
    "|".join(
        (
            r"(?:mehr|infos|hintergrund) (?:zum thema|dazu|zu diesem thema|von der redaktion|artikel|"
            r"nachrichten)\b[^.]{0,100}",
            r"(?:zum thema|auch interessant|ebenfalls lesenswert|weiterlesen|jetzt lesen|"
            r"das könnte sie auch interessieren)\W{0,3}",
            r"zum (?:video|podcast|liveblog|newsticker|liveticker|dossier)\b[^.]{0,60}",
            r"(?:weitere|neueste|aktuelle|ähnliche|verwandte|passende) "
            r"(?:artikel|themen|nachrichten|meldungen|beiträge|infos|informationen|videos)\b[^.]{0,60}",
            r"(?:und )?hier geht(?:['’]?s| es) (?:direkt )?(?:zu|zum|zur)\b[^.]{0,100}",
            r"alle (?:infos|news|nachrichten|entwicklungen) (?:zu|im)\b[^.]{0,80}",
            r"[^.!?]{0,60}\bnewsletters?\b[^.]{0,30}",
            r"(?:anzeige|werbung|advertisement|sponsored|promotion)(?: schließen| überspringen)?[.:]?",
            r"(?:artikel |beitrag |seite |link |meldung )?(?:teilen|drucken|versenden|merken|kommentieren|"
            r"anhören|vorlesen|"
            r"verschenken|speichern)(?: (?:auf|per|via|mit)\b[^.]{0,40})?",
            rf"(?:auf|mit|per|via|bei) {_CHANNELS}\b[^.]{{0,20}}(?:teilen|versenden|folgen|empfehlen)",
            r"\d{1,5} (?:kommentare?|postings?|leserkommentare)|(?:alle |zu den )?kommentare(?: \(\d+\)|"
            r" anzeigen| lesen)?",
            r"(?:zurück )?(?:zur|zum) (?:startseite|übersicht|homepage|seitenanfang)|nach oben",
            r"lesezeit\b[^.]{0,30}|audio(?:version| herunterladen| abspielen)[^.]{0,60}|video (?:abspielen|"
            r"starten)[^.]{0,60}",
            r"(?:den|diesen) (?:artikel|beitrag) (?:hören|anhören|drucken|teilen)",
            r"(?:empfohlener )?(?:externer|redaktioneller) inhalt\b[^.]{0,60}",
            r"(?:schlagwörter|schlagworte|themen|tags?|stichwörter|ressort|rubrik):[^.!?]{0,150}",
            r"(?:https?://|www\.)\S+",
        )
    ),
    re.IGNORECASE,
)
# beginnings that only the page itself would use
_NOTICE = re.compile(
    "|".join(
        (
            r"(?:lesen|hören|sehen|schauen|erfahren) sie (?:auch|hier|dazu|mehr|weiter|jetzt)\b|"
            r"(?:lies|lest) (?:auch|hier|mehr|weiter)\b",
            r"mehr (?:dazu|zum thema|darüber)\b[^.!?:]{0,60}\b(?:lesen|finden|hören|sehen|erfahren) sie\b|"
            r"auch interessant:",
            r"mehr (?:über|zu|zum|zur) [^.!?:]{2,60}: \S",
            r"(?:das|dies|diese themen|diese artikel) (?:könnten? |dürften? )?(?:sie|dich|euch) auch interessier",
            r"(?:melden|tragen) sie sich (?:jetzt |hier |gleich )?(?:für|zum|in) [^.!?]{0,40}newsletter\b",
            r"jetzt (?:kostenlos |gratis |hier |unverbindlich )?(?:abonnieren|weiterlesen|anmelden|registrieren|"
            r"freischalten)\b",
            r"(?:jetzt )?(?:\d{1,2}|einen|vier|drei) (?:wochen?|tage?|monate?) [^.!?]{0,25}(?:gratis|kostenlos|"
            r"testen)\b",
            r"(?:abonnieren|abonniere|abonniert) (?:sie|uns|den|unseren|jetzt|hier)\b",
            r"(?:(?:sie|du) (?:haben|hast|sind|bist) )?(?:bereits|schon|noch kein) [^.!?]{0,12}"
            r"\b(?:abonnent|abo|registriert|kunde|konto|account)\b",
            r"(?:dieser|den vollständigen|den ganzen) (?:artikel|beitrag|text) [^.!?]{0,40}(?:abonnent|plus-|"
            r"mit abo)",
            r"folgen sie uns\b|folge uns\b|bleiben sie (?:informiert|auf dem laufenden)\b",
            r"(?:alle|sämtliche) rechte vorbehalten|copyright\b|\(c\) \d{4}|© \d{4}",
            r"an dieser stelle (?:finden sie|findest du|befindet sich|steht|stand) [^.!?]{0,40}"
            r"\b(?:externe\w{0,2}|inhalt\w{0,2}|video|tweet|podcast|post|karte|grafik)\b",
            r"(?:wir|diese (?:seite|webs(?:e|i)te)) (?:und unsere partner )?(?:verwende|nutz|setz|"
            r"benötig)[^.!?]{0,60}"
            r"(?:cookies?|daten|zustimmung|einwilligung)\b",
            r"mit (?:ihrer|deiner|meiner) (?:einwilligung|anmeldung|zustimmung)\b[^.!?]{0,80}"
            r"\b(?:cookies?|daten\w{0,20}|inhalte|newsletter|angezeigt|geladen)\b",
            r"(?:mit|durch) (?:dem|das|klick|deiner|ihrer)[^.!?]{0,60}\bdatenschutz(?:erklärung|bestimmungen|"
            r"hinweise)",
            r"(?:dieser|dieses|diese) (?:artikel|beitrag|text|interview|sendung|kommentar) (?:erschien|"
            r"ist (?:zuerst |zunächst )?"
            r"erschienen|wurde zuerst|stammt aus|ist älter)\b|dieses thema im programm\b",
            r"(?:dieser|dieses|diese) (?:artikel|beitrag|text|thema|nachricht|sendung|meldung) (?:wurde|"
            r"lief) (?:automatisch\b|"
            r"maschinell\b|am [^!?]{5,60}(?:gesendet|ausgestrahlt|aktualisiert|im programm|auf |im |um \d))",
            r"über dieses thema berichteten?\b[^!?]{0,80}\b(?:am|um) \d|quelle dieses textes\b",
            r"hinweis (?:der redaktion|in eigener sache)\b|transparenzhinweis\b|(?:anmerkung|anm\.) d(?:er|\.) red",
        )
    ),
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:mehr (?:zum thema|dazu|nachrichten|artikel)|zum thema|lesen sie (?:auch|mehr|dazu)|"
    r"auch interessant|"
    r"(?:weitere|verwandte|ähnliche|aktuelle) (?:artikel|themen|nachrichten|meldungen|beiträge)|"
    r"das könnte sie auch interessieren)"
    r"\W{0,3}$",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?…:;,][)\]\"'“”’‘»«›‹]*(?: ?[(\[][^()\[\]]{1,30}[)\]][.!?]?)?$")
_ABOUT = re.compile(
    r"(?:zur person|über (?:den autor|die autorin)|[A-ZÄÖÜ][\w.-]+(?: [\w.-]+){1,3}, (?:\d{2}|"
    r"Jahrgang \d{4}|geboren \d{4}), )|"
    r"[^.!?]{3,80}[:.] .{0,160}\b\d{2,4} (?:S\.|Seiten)[,;] .{0,60}\d (?:Euro|€|EUR|Franken|CHF|Fr\.)"
)
_MARKS = "+*#>→»-–•►▶ "


def ends_like_prose(line: str) -> bool:
    """Say whether a line closes with a full stop or its like, closing quotation marks aside.

    >>> ends_like_prose("„Wir bleiben treu.“"), ends_like_prose("Abfuhr für den „Alleingang“")
    (True, False)
    """
    return _TERMINAL.search(line[-48:]) is not None


def is_caption(line: str) -> bool:
    """Say whether a line belongs to a picture (Bildunterschrift, Bildnachweis).

    >>> is_caption("Der Präsident in Minsk (Archivbild)"), is_caption("Er zeigte ein Bild.")
    (True, False)
    """
    if len(line) > 500 or line.startswith("BILD:") or line.endswith("?"):  # the newspaper asks a question
        return False
    return bool(_CAPTION_START.match(line) or _CAPTION_END.search(line[-200:]))


def is_boilerplate(line: str) -> bool:
    """Say whether a line belongs to the page, not the article: teasers, newsletters, adverts.

    >>> is_boilerplate("Mehr zum Thema: Alleingang in Minsk"), is_boilerplate("Mehr als 100 Menschen kamen.")
    (True, False)
    """
    if len(line) > 300:
        return False
    words = line.lstrip(_MARKS)
    if words.endswith("?") and ":" not in words:  # "Sehen Sie auch Chancen?" is asked in interviews
        return False
    return _LABEL.fullmatch(words) is not None or _NOTICE.match(words) is not None


def is_teaser_heading(line: str) -> bool:
    """Say whether a boilerplate line announces a list of teasers: ``Mehr zum Thema:`` alone.

    >>> is_teaser_heading("Lesen Sie auch:"), is_teaser_heading("Lesen Sie auch: Alleingang in Minsk")
    (True, False)
    """
    return len(line) <= 80 and _HEADING.match(line.lstrip(_MARKS)) is not None


def is_about_author(line: str) -> bool:
    """Say whether a last line is about the author or the book under review, not the news.

    >>> is_about_author("Anna Muster, 52, lehrt in Bremen."), is_about_author("Muster, die lehrt, schwieg.")
    (True, False)
    """
    return len(line) <= 400 and _ABOUT.match(line) is not None

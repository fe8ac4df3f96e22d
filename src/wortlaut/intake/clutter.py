"""Lines that belong to the page or to a picture and not to the running text.

Patterns are matched against a bounded piece of a line; none of them nests a repetition in another.
"""

from __future__ import annotations

import re

_PICTURE_WORDS = r"(?:symbol|archiv|titel|vorschau|presse)?(?:fotos?|bild(?:er)?|grafik|aufnahme)"
_CAPTION_START = re.compile(
    "|".join(
        (
            rf"{_PICTURE_WORDS}(?:quelle|rechte|unterschrift|nachweis|credit|text)? ?[:©]",
            r"(?:quellen?|copyright|credit) ?[:©]",
            r"(?:bildunterschrift|bildergalerie|bildstrecke|fotostrecke)\b",
            r"(?:foto|bild) \d+(?: ?/ ?\d+| von \d+)",
            r"©|\(c\) |(?:symbol|archiv)(?:bild|foto)\b",
        )
    ),
    re.IGNORECASE,
)
_CREDIT = (
    r"(?:foto|bild|archiv|archivbild|archivfoto|symbolbild|symbolfoto|aufnahme|screenshot|grafik|karte|"
    r"quelle|bildquelle|"
    r"copyright|imago|getty|picture[ -]alliance|dpa-zentralbild|illustration)"
)
_PHOTO_WIRE = r"(?:dpa|afp|ap|apa|reuters|epa|imago(?: images)?|getty images|picture alliance|keystone|ddp|ipa)"
_CAPTION_END = re.compile(
    "|".join(
        (
            rf"[(\[][^()\[\]]{{0,80}}\b{_CREDIT}\b[^()\[\]]{{0,80}}[)\]]\.?$",
            r"[(\[](?:©|\(c\))[^()\[\]]{1,80}[)\]]?$",
            rf"(?:^|[\s|/.–—-]){_PICTURE_WORDS}(?:quelle|rechte)?: ?[^:!?]{{1,90}}$",
            r"[\s|/.–—-](?:quelle|copyright|credit): ?[^:!?]{1,60}$",
            r"©[^©!?]{1,80}$",
            rf"[|/] ?{_PHOTO_WIRE}\b[ /|.,\w-]{{0,60}}$",
            rf"[.!?“\"] {_PHOTO_WIRE}/[ /.\w-]{{2,50}}(?:images|photo|bild|alliance)[ /.\w-]{{0,40}}$",
        )
    ),
    re.IGNORECASE,
)
_READER = r"(?:sie|du|ihr)"
_BOILERPLATE = re.compile(
    "|".join(
        (
            # teasers of other articles
            r"mehr (?:zum thema|dazu|zu diesem thema|von der redaktion|artikel|nachrichten|aus (?:dem|"
            r"der) (?:ressort|rubrik))\b",
            r"mehr (?:über|zu|zum|zur) [^.!?:]{2,60}:",
            rf"(?:lesen|hören|sehen|schauen|erfahren) {_READER} (?:auch|hier|dazu|mehr|jetzt|weiter|"
            rf"außerdem)\b",
            r"(?:lies|lest) (?:auch|hier|mehr|weiter)\b|weiterlesen\b|jetzt lesen\b",
            r"(?:auch|ebenfalls) (?:interessant|lesenswert)\b",
            r"(?:das|dies|diese themen|diese artikel|vielleicht) (?:könnten? |dürften? )?(?:sie|dich|"
            r"euch) (?:auch )?interessier",
            r"zum thema:?$|zum (?:video|podcast|liveblog|newsticker|liveticker|dossier)\b[^.]{0,60}$",
            r"(?:weitere|neueste|aktuelle|ähnliche|verwandte|passende) "
            r"(?:artikel|themen|nachrichten|meldungen|beiträge|infos|informationen|videos)\b[^.]{0,60}$",
            r"(?:und )?hier geht(?:['’]?s| es) (?:direkt )?(?:zu|zum|zur)\b|alle (?:infos|news|"
            r"nachrichten|entwicklungen) (?:zu|im)\b[^.]{0,80}$",
            # newsletters, subscriptions, adverts
            r"[^.!?]{0,60}\bnewsletters?\b[^.]{0,30}$|(?:melden|tragen) sie sich\b",
            r"(?:jetzt|gratis|kostenlos|4 wochen|1 monat|30 tage)\b[^.]{0,60}"
            r"\b(?:testen|abonnieren|abo|weiterlesen|sichern|anmelden|registrieren|bestellen)\b",
            r"(?:abonnieren|abonniere|abonniert) (?:sie|uns|den|unseren|jetzt|hier)\b|"
            r"bereits (?:abonnent|registriert|kunde)\b",
            r"(?:anzeige|werbung|advertisement|sponsored|promotion)(?: schließen| überspringen)?[.:]?$",
            rf"{_READER} (?:haben|hast|sind|bist|möchten|wollen) [^.!?]{{0,40}}\b(?:abonnent|abo|"
            rf"registriert|eingeloggt|angemeldet|werbefrei)",
            r"(?:dieser|der|den vollständigen|den ganzen) (?:artikel|beitrag|"
            r"text) [^.!?]{0,40}(?:abonnent|plus-|mit abo)",
            # sharing, comments, navigation, players
            r"(?:artikel |beitrag |seite |link |meldung )?(?:teilen|drucken|versenden|merken|"
            r"kommentieren|anhören|vorlesen|"
            r"verschenken|speichern)(?: auf\b[^.]{0,40}| per\b[^.]{0,40}| via\b[^.]{0,40})?$",
            r"(?:auf|mit|per|via|bei) (?:facebook|twitter|x|whatsapp|e-mail|mail|telegram|linkedin|xing|"
            r"pocket|threads|bluesky)\b"
            r"[^.]{0,20}(?:teilen|versenden|folgen|empfehlen)",
            r"folgen sie uns\b|folge uns\b|bleiben sie (?:informiert|auf dem laufenden)\b",
            r"\d{1,5} (?:kommentare?|postings?|leserkommentare)$|(?:alle |zu den )?kommentare(?: \(\d+\)|"
            r" anzeigen| lesen)?$",
            r"(?:zurück )?(?:zur|zum) (?:startseite|übersicht|homepage|seitenanfang)\b|nach oben$",
            r"lesezeit\b|audio(?:version| herunterladen| abspielen)|video (?:abspielen|starten)\b",
            r"(?:den|diesen) (?:artikel|beitrag) (?:hören|anhören|drucken|teilen)\b",
            # notices
            r"(?:alle|sämtliche) rechte vorbehalten|copyright\b|\(c\) \d{4}|© \d{4}",
            r"(?:empfohlener )?(?:externer|redaktioneller) inhalt\b|an dieser stelle (?:finden|findest|"
            r"steht|befindet)\b",
            r"[^.!?]{0,80}\b(?:cookies?|datenschutzerklärung|datenschutzbestimmungen)\b",
            r"(?:mit|durch) (?:ihrer|deiner|meiner|der) (?:einwilligung|zustimmung|anmeldung)\b",
            r"(?:dieser|dieses|diese) (?:artikel|beitrag|text|thema|nachricht|interview|sendung|meldung) "
            r"(?:erschien|ist (?:zuerst |zunächst )?erschienen|wurde zuerst|im programm|wurde am|"
            r"wurde (?:automatisch|maschinell)|"
            r"stammt aus|ist älter|lief)\b",
            r"über dieses thema berichte(?:te|n)\b|quelle dieses textes\b",
            r"hinweis (?:der|in eigener) (?:redaktion|sache)\b|transparenzhinweis\b|(?:anmerkung|"
            r"anm\.) d(?:er|\.) red",
            r"(?:schlagwörter|schlagworte|themen|tags?|stichwörter|ressort|rubrik):",
            r"https?://\S+$|www\.\S+$",
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
    if len(line) > 500:
        return False
    return bool(_CAPTION_START.match(line) or _CAPTION_END.search(line[-200:]))


def is_boilerplate(line: str) -> bool:
    """Say whether a line belongs to the page, not the article: teasers, newsletters, adverts.

    >>> is_boilerplate("Mehr zum Thema: Alleingang in Minsk"), is_boilerplate("Mehr als 100 Menschen kamen.")
    (True, False)
    """
    return len(line) <= 300 and _BOILERPLATE.match(line.lstrip(_MARKS)) is not None


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

"""Words that tell whether a full stop ends a sentence (Satzanfänge, Ordnungszahlen)."""

from __future__ import annotations


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


STARTERS = _words(
    """
    Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Er Sie Es Wir Ich Ihr Ihre Ihren Ihrem Ihm Ihn
    Du Man Sein Seine Seinen Seinem Seiner Mein Meine Unser Unsere Kein Keine Keiner Niemand Jemand Jeder
    Jede Jedes Dieser Diese Dieses Diesen Diesem Jener Jene Solche Alle Alles Viele Vieles Einige Mehrere
    Manche Beide Andere In Im Am An Auf Aus Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Für Über Unter Um Durch
    Gegen Ohne Seit Bis Während Wegen Trotz Laut Gemäß Neben Zwischen Hinter Statt Anstatt Innerhalb
    Außerhalb Angesichts Aufgrund Und Aber Oder Denn Doch Sondern Sowohl Weder Wenn Als Da Weil Dass Daß Ob
    Obwohl Obgleich Nachdem Bevor Sobald Solange Falls Indem Damit Dabei Dazu Daher Darum Daraus Darauf
    Darin Daran Davon Davor Dafür Dagegen Dadurch Deshalb Deswegen Dann Danach Dort Dorthin Hier Hierzu
    Hierbei Heute Gestern Jetzt Nun Noch Schon Auch Nur So Somit Sonst Wie Was Wer Wem Wen Wo Woher Wohin
    Warum Weshalb Wieso Wann Welche Welcher Welches Nicht Nichts Nie Niemals Immer Oft Manchmal Zudem
    Außerdem Allerdings Jedoch Dennoch Trotzdem Gleichwohl Zugleich Gleichzeitig Vielmehr Vielleicht
    Wahrscheinlich Offenbar Möglicherweise Zunächst Zuerst Zuletzt Zuvor Zwar Ferner Weiterhin Damals Erst
    Bereits Insgesamt Insbesondere Schließlich Inzwischen Mittlerweile Seitdem Bislang Bisher Ebenso
    Ebenfalls Etwa Rund Fast Mehr Unterdessen Währenddessen Derweil Indes Indessen Beispielsweise
    Ursprünglich Später Früher Ist Sind War Waren Hat Haben Hatte Wird Werden Wurde Kann Können Soll Sollte
    Ja Nein
    """
)
"""Closed-class words that, with a capital, start a sentence."""

ORDINAL_LEADS = _words(
    """
    Der Die Das Den Dem Des Am Im Zum Zur Vom Beim Bis Ab Seit Zwischen Ihr Ihre Sein Seine Jeder Jede Jedes
    """
)
"""What stands before an ordinal number: ``Am 3. Mai``; every word in lower case does, too."""

ORDINAL_NOUNS = _words(
    """
    Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb
    Apr Jun Jul Aug Sep Sept Okt Nov Dez Liga Bundesliga Jahrhundert Jahrhunderts Jahrtausend Jahrtausends
    Weltkrieg Weltkriegs Weltkrieges Spieltag Quartal Quartals Halbjahr Runde Minute Klasse Etage Stock
    Lebensjahr Geburtstag Jahrestag Wahlgang Wahlperiode Legislaturperiode Lesung Sitzung Kammer Senat
    Senats Zivilsenat Strafsenat FC FSV SC SV VfB VfL Auflage Kapitel Tag Mal Platz Bataillon Division Armee
    Armeekorps Republik
    """
)
"""What an ordinal number counts: the full stop before them is no sentence end."""

ALSO_WORDS = _words("Art Jan Par Tit Gen Min Rev Sen Hl bes min max lat span o i n v ev")
"""Abbreviations spelled like a word or a name: a closed-class word after them starts a sentence."""

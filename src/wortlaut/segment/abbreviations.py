"""Abbreviations of German news (Abkürzungen), without their last full stop, by what may follow them.

Collected by hand: the everyday ones of politics, law, money and titles, checked against the texts of
``quotes_wikinews`` (train). Case matters: ``Mag`` is a degree, ``mag`` a verb.
"""

from __future__ import annotations


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


TITLES = _words(
    """
    Abg Bf Bgm Capt Col Dipl Doz Dr Drs Fr Frl Gen Gov habil hc Hptm Hr Hrn Ing iur jur Kapt Kard Kpt Lic Lt
    Mag Maj med Min Mr Mrs Ms Msgr mult nat OB oec Ph phil pol Prof Präs Rep rer Rev Sankt Sen Sgt St theol
    """
)
"""A name or another title follows: never the end of a sentence."""

BEFORE_NAME_OR_NUMBER = _words(
    """
    Abb Abs Abschn Abt Anm Apr Art Aug Az Bd Bde bes Betr betr Bez bish bspw bzgl bzw ca cf d Dez dgl dt
    durchschn ebd ehem eigtl einschl engl entspr etw ev evtl exkl Fa Fam Feb Febr Fn franz frz Gde Geb geb
    Gebr gegr gest ggf ggü griech Hl hl Hrsg i incl inkl insb insbes ital Jan jew Jg jährl Kap kath lat lfd
    lt m max min mind mtl n Nov Nr Nrn näml nördl o Okt orig Par Pkt poln Pos Rd rd Rn russ Rz röm s schweiz
    Sep Sept sog sogen span St Std stellv stv südl Tab teilw Tel tgl Tit türk u ugs ungar urspr v Var Verf
    verm vermutl Vers Vgl vgl Vol vorm vs westl wg z Ziff Zit zit zus zw zzgl zzt österr östl
    """
)
"""A name or number follows; only those with a capital (``Abt``, ``Std``) may end a sentence."""

FINAL = _words(
    """
    al Bros Chr Co Corp etc Inc Jh Jhd Jr jr jun Ltd Mio Mrd Mwst od Pfd sen Sr sr Str Tsd usf usw uvm vs
    """
)
"""May well end a sentence and still keep their full stop."""

ABBREVIATIONS = TITLES | BEFORE_NAME_OR_NUMBER | FINAL
"""All of them."""

"""Time words → When: when something happened, as honest intervals.

In: a Document; the article's date of publication, if any, is what relative words are counted from.
Out: When: the words, the range of days they mean, what it was counted from, and TIMEX3 type and value.
Never: a made-up day, files, clocks, models, any other package than record and lexicon.
"""

from wortlaut.dating.dating import dating

__all__ = ["dating"]

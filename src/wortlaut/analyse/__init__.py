"""What many readings tell together.

In: Reading.
Out: the time line of their statements and events.
Never: opens a file, prints, decides anything about an article.
"""

from wortlaut.analyse.timeline import ACTS, Act, Moment, timeline

__all__ = ["ACTS", "Act", "Moment", "timeline"]

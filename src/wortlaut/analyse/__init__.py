"""What many readings tell together.

In: Reading, Claim.
Out: the time line of their statements and events; the position that an event shows; networks.
Never: opens a file, prints, decides anything about an article.

What needs numpy or networkx (``analyse.networks``, ``slices``, ``bands``, ``structure``) is imported by name.
"""

from wortlaut.analyse.positions import POSITIONS, Position, position_of
from wortlaut.analyse.timeline import ACTS, Act, Moment, timeline

__all__ = ["ACTS", "POSITIONS", "Act", "Moment", "Position", "position_of", "timeline"]

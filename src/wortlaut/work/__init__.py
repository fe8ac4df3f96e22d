"""What is to be done with a store's queue and feeds: asked, fetched, read, kept; one way for all who work.

In: a store; what reads articles; the clock.
Out: articles and readings in the store, and told to whoever listens (``News``).
Never: prints, answers requests; asks a host twice at a time, does a job that another has.
"""

from wortlaut.work.apart import Apart
from wortlaut.work.crew import Crew
from wortlaut.work.orders import FETCH, READ, fetch_order, keep_feed, polite_fetcher, read_order
from wortlaut.work.worker import News, Reads, Worker

__all__ = [
    "FETCH",
    "READ",
    "Apart",
    "Crew",
    "News",
    "Reads",
    "Worker",
    "fetch_order",
    "keep_feed",
    "polite_fetcher",
    "read_order",
]

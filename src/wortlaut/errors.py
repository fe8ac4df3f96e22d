"""Every way a call can fail.

::

    WortlautError
    ├── IntakeError            this source cannot become an article (one per bad input, never stops a batch)
    │   ├── EmptyText          nothing to read
    │   ├── BinaryContent      not text: an image, a PDF, a database …
    │   ├── UndecodableText    no known character set fits
    │   ├── NotGerman          another language than German
    │   ├── TooLarge           over the size limit
    │   ├── NoArticle          a page without an article, a row without text
    │   ├── NoFeed             what was to be watched is no feed, or a broken one
    │   └── FetchError         an address that cannot, or must not, be fetched
    ├── BundleError            the model bundle is missing, damaged or of another version
    ├── RecordError            a record file that does not follow the schema or does not prove itself
    ├── JudgementError         judgements that cannot be read, or make two of the lexicon one
    ├── ReviewError            a review that cannot be: no such finding, wrong value, span outside of the text
    ├── CodingError            a codebook that cannot be read or does not fit, a network that cannot be made so
    ├── AccessError            a name, role, password or token that cannot be, or too many tries
    └── StoreError             the store cannot do what it was asked for
        ├── StoreUnreachable   there is no database there, or it cannot be opened
        ├── StoreLocked        somebody else writes to it all the time
        ├── StoreDamaged       the file is no database, or its contents contradict each other
        ├── StoreReadOnly      it may be read but not written
        ├── StoreFull          no room left
        ├── StoreOutdated      made by an older version: ``wortlaut db upgrade``
        └── StoreNewer         made by a newer version: a newer Wortlaut is needed
"""


class WortlautError(Exception):
    """Any error that Wortlaut raises on purpose; its text says what to do."""


class IntakeError(WortlautError):
    """The source cannot become an article."""


class EmptyText(IntakeError):
    """Nothing to read."""


class BinaryContent(IntakeError):
    """Not text."""


class UndecodableText(IntakeError):
    """No known character set fits."""


class NotGerman(IntakeError):
    """Another language than German."""


class TooLarge(IntakeError):
    """Over the size limit."""


class NoArticle(IntakeError):
    """A page without an article or a row without text."""


class NoFeed(IntakeError):
    """What was to be watched is no feed, names none, or is broken."""


class FetchError(IntakeError):
    """An address that cannot, or must not, be fetched.

    ``reason`` in one word (unreachable, refused, robots, private), ``passing`` where another try later may do,
    ``after`` the seconds that the server asks to wait before it.
    """

    def __init__(
        self, told: str, *, reason: str = "unreachable", passing: bool = False, after: float | None = None
    ) -> None:
        super().__init__(told)
        self.reason = reason
        self.passing = passing
        self.after = after


class BundleError(WortlautError):
    """The model bundle is missing, damaged or of another version."""


class RecordError(WortlautError):
    """A record file that does not follow the schema or does not prove itself."""


class JudgementError(WortlautError):
    """Judgements that cannot be read, or make two of the lexicon one."""


class ReviewError(WortlautError):
    """A review that cannot be: no such finding, a wrong value, a span outside of the text."""


class CodingError(WortlautError):
    """A codebook that cannot be read or contradicts itself, a coding without its concept, a network made otherwise."""


class AccessError(WortlautError):
    """Somebody who cannot come in or be made: a wrong name, role, password or token, too many tries.

    ``reason`` says in one word which, ``values`` what it is about.
    """

    def __init__(self, told: str, *, reason: str, values: tuple[object, ...] = ()) -> None:
        super().__init__(told)
        self.reason = reason
        self.values = values


class StoreError(WortlautError):
    """The store cannot do what it was asked for."""


class StoreUnreachable(StoreError):
    """There is no database there, or it cannot be opened."""


class StoreLocked(StoreError):
    """Somebody else writes to the database all the time."""


class StoreDamaged(StoreError):
    """The file is no database, or its contents contradict each other."""


class StoreReadOnly(StoreError):
    """The database may be read but not written."""


class StoreFull(StoreError):
    """No room left."""


class StoreOutdated(StoreError):
    """The database was made by an older version."""


class StoreNewer(StoreError):
    """The database was made by a newer version."""

"""The web application: the archive as pages to live in, and as an API.

In: a Store, a reader of articles; requests.
Out: an ASGI application; HTML in German or English, the public JSON.
Never: renders words of an article as HTML, decides about a finding, talks to a database; the only door to FastAPI.

``application`` puts it together, ``serve`` runs it.
"""

from wortlaut.web.app import application
from wortlaut.web.serving import Served, serve

__all__ = ["Served", "application", "serve"]

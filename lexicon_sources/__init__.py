"""Scripts that build ``src/wortlaut/lexicon/*.tsv`` from public knowledge, with source, licence and date.

    python -m lexicon_sources.build --data ../shared/data

In: ``kb_*`` folders, the names of territories in CLDR (``pip install '.[lexicon]'``), and ``written/``, what we wrote
ourselves. Out: small TSV files and their page in the documents; same input, same bytes.
Never: imported by ``src/``; texts of corpora.
"""

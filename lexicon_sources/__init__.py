"""Scripts that build ``src/wortlaut/lexicon/*.tsv`` from public knowledge, with source, licence and date.

    python -m lexicon_sources.build --data ../shared/data

In: ``kb_*`` folders. Out: small TSV files. Never: imported by ``src/``; texts of corpora.
"""

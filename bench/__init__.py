"""How good and how fast Wortlaut is: scorers, benchmarks and the comparison with golden articles.

In: gold data outside the project (``../shared/data``), golden articles, readings of the product.
Out: tables on standard output and JSON files.
Never: imported by ``src/``; never tunes anything.
"""

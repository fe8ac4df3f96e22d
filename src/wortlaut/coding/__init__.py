"""Findings coded with a codebook: which concept, for or against (Kodierung).

In: Reading and Codebook (and, if there is one, a function that embeds sentences).
Out: Codings with confidence and reasons; claims, the rows of networks; codebooks as TOML.
Never: opens a file, knows networks.
"""

"""Vectors made small: one byte a number, and one bit a number to look among many.

The bits of two vectors differ the more, the wider the angle between them
(Charikar, "Similarity estimation techniques from rounding algorithms", STOC
2002), so those that differ least are looked up first and then compared by
their bytes. Each row is coded by itself: no training, nothing to keep in step.
"""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import hadamard

from search.embedding.embedder import Vectors

__all__ = ["Bits", "Codes", "as_bits", "as_codes", "differing", "products", "words_of_bits"]

Codes = NDArray[np.int8]
# One row for each 64 numbers of a vector, one column a text: read in one sweep.
Bits = NDArray[np.uint64]

_LARGEST = 127
_WORD = 64


def as_codes(vectors: Vectors) -> tuple[Codes, NDArray[np.float32]]:
    """Return each row as bytes, and the number by which to multiply them to have it back."""
    largest = np.abs(vectors).max(axis=1) if len(vectors) else np.zeros(0, np.float32)
    scales = (largest / _LARGEST).astype(np.float32)
    shrunk = vectors / np.maximum(scales, np.float32(1e-12))[:, None]
    return np.round(shrunk).astype(np.int8), scales


def as_bits(vectors: Vectors) -> Bits:
    """Return the signs of each turned row as bits, a column a row of `vectors`."""
    signs = np.packbits(vectors @ _turn(vectors.shape[1]) > 0, axis=1)
    packed = np.zeros((len(vectors), words_of_bits(vectors.shape[1]) * _WORD // 8), np.uint8)
    packed[:, : signs.shape[1]] = signs
    return np.ascontiguousarray(packed.view(np.uint64).T)


def words_of_bits(dimensions: int) -> int:
    """Return how many 64-bit words the bits of one vector fill."""
    return -(-_signs(dimensions) // _WORD)


def differing(bits: Bits, wanted: Bits) -> NDArray[np.uint16]:
    """Return in how many bits each column differs from the one column `wanted`."""
    found = np.zeros(bits.shape[1], np.uint16)
    for word, own in zip(bits, wanted[:, 0], strict=True):
        found += np.bitwise_count(word ^ own)
    return found


def products(codes: Codes, scales: NDArray[np.float32], wanted: Vectors) -> Vectors:
    """Return the product of each coded row with one vector: their cosine, both of length 1."""
    found: Vectors = codes.astype(np.float32) @ wanted * scales
    return found


def _signs(dimensions: int) -> int:
    """Return how many signs are taken of a vector: the next power of two."""
    return 1 << max(0, dimensions - 1).bit_length()


@cache
def _turn(dimensions: int) -> Vectors:
    """Return the columns whose products' signs are the bits.

    A Hadamard matrix after fixed changes of sign: every bit then tells of all
    numbers of a vector and says about as much as any other (Ailon and Chazelle,
    "The fast Johnson-Lindenstrauss transform", 2009). Whole numbers from a hash,
    so it is the same on every machine.
    """
    size = _signs(dimensions)
    drawn = b"".join(
        hashlib.sha256(str(block).encode()).digest() for block in range(-(-size // 256))
    )
    flips = np.unpackbits(np.frombuffer(drawn, np.uint8))[:dimensions].astype(np.float32) * 2 - 1
    turned: Vectors = hadamard(size)[:dimensions].astype(np.float32) * flips[:, None]
    return turned

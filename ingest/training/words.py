"""Write `search/models/words.npz`: static word vectors drawn from a sentence encoder.

    python -m ingest.training.words MODEL_FOLDER [EXTRA_TEXT_FOLDER ...]

`MODEL_FOLDER` holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2
(sentence-transformers, Apache-2.0). Each word of the vocabulary, of the exemplar
sentences, of the texts given and of common English is encoded by itself; the
vectors are centred, reduced by principal components and kept as bytes. Needs the
extra `train`; nothing at run time does.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from wordfreq import top_n_list, word_frequency

from graph.vocabulary import load_vocabulary
from ingest.training.exemplars import load_exemplars
from search.vectors import DIMENSIONS, words_of

__all__ = ["main"]

Array = NDArray[np.float32]
Weights = Mapping[str, Array]

TABLE = Path(__file__).parents[2] / "search" / "models" / "words.npz"
WORDS = 26_000
BATCH = 256
HEADS = 12
LAYERS = 6
SMOOTHING = 1e-3  # "a" of smooth inverse frequency
RAREST = 1e-7  # the frequency of a word that nobody has counted
TEXTS = {".txt", ".md", ".html"}


def main(model: Path, *texts: Path) -> None:
    """Write the table from the model and the words of the texts."""
    words = _vocabulary(texts)
    encoded = _encoded(words, model)
    centred = encoded - encoded.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    reduced = centred @ axes[:DIMENSIONS].T
    scales = np.abs(reduced).max(axis=0) / 127
    np.savez_compressed(
        TABLE,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        vectors=np.round(reduced / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        weights=_weights(words).astype(np.float16),
    )


def _vocabulary(texts: Iterable[Path]) -> list[str]:
    """Return the words of the table: those of our own texts, then common English."""
    own = Counter(word for text in _own_texts(texts) for word in words_of(text))
    known = [word for word, count in own.most_common() if count > 1 or word_frequency(word, "en")]
    common = [word for one in top_n_list("en", 2 * WORDS) for word in words_of(one)]
    return list(dict.fromkeys([*known, *common]))[:WORDS]


def _own_texts(folders: Iterable[Path]) -> Iterator[str]:
    for concept in load_vocabulary():
        yield " ".join((*concept.labels, concept.scope_note or ""))
    for exemplars in load_exemplars().values():
        yield from (*exemplars.told, *exemplars.near)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXTS:
                yield path.read_text("utf-8", errors="replace")


def _weights(words: Sequence[str]) -> Array:
    frequency = [max(word_frequency(word, "en"), RAREST) for word in words]
    return np.array([SMOOTHING / (SMOOTHING + one) for one in frequency], dtype=np.float32)


def _encoded(words: Sequence[str], model: Path) -> Array:
    """Return the encoder's vector for each word, those of equal length together."""
    weights = {k: v.astype(np.float32) for k, v in load_file(model / "model.safetensors").items()}
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    ids = [one.ids for one in tokenizer.encode_batch(list(words))]
    made = np.zeros((len(words), weights["embeddings.word_embeddings.weight"].shape[1]), np.float32)
    order = sorted(range(len(words)), key=lambda at: len(ids[at]))
    for _, same in groupby(order, key=lambda at: len(ids[at])):
        rows = list(same)
        for first in range(0, len(rows), BATCH):
            batch = rows[first : first + BATCH]
            made[batch] = _forward(np.array([ids[at] for at in batch]), weights)
    return made


def _forward(ids: NDArray[np.int64], weights: Weights) -> Array:
    """Return the mean of the last layer for each row of token ids, of length 1."""
    x = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    x = _normed(x, "embeddings.LayerNorm", weights)
    for layer in range(LAYERS):
        x = _layer(x, f"encoder.layer.{layer}.", weights)
    mean: Array = x.mean(axis=1)
    return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)


def _layer(x: Array, at: str, weights: Weights) -> Array:
    query, key, value = (
        _split(_linear(x, f"{at}attention.self.{name}", weights))
        for name in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(query.shape[-1]))
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    heard = (shares @ value).transpose(0, 2, 1, 3).reshape(x.shape)
    name = f"{at}attention.output"
    x = _normed(_linear(heard, f"{name}.dense", weights) + x, f"{name}.LayerNorm", weights)
    wide = _gelu(_linear(x, f"{at}intermediate.dense", weights))
    name = f"{at}output"
    return _normed(_linear(wide, f"{name}.dense", weights) + x, f"{name}.LayerNorm", weights)


def _split(x: Array) -> Array:
    rows, length, width = x.shape
    return x.reshape(rows, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)


def _linear(x: Array, name: str, weights: Weights) -> Array:
    return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], np.float32)


def _normed(x: Array, name: str, weights: Weights) -> Array:
    spread = np.sqrt(x.var(axis=-1, keepdims=True) + np.float32(1e-12))
    standard = (x - x.mean(axis=-1, keepdims=True)) / spread
    return np.asarray(standard * weights[f"{name}.weight"] + weights[f"{name}.bias"], np.float32)


def _gelu(x: Array) -> Array:
    half = np.float32(0.5)
    inner = np.float32(np.sqrt(2 / np.pi)) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(half * x * (1 + np.tanh(inner)), np.float32)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

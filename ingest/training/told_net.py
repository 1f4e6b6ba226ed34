"""Train the told reader's second ear: a small transformer, taught on by what tells a concept.

    python -m ingest.training.told_net FILE ENCODER GOLD_FOLDER [GOLD_FOLDER ...]
    python -m ingest.training.told_net FILE ENCODER --after CHECKPOINT GOLD_FOLDER ...

ENCODER is the folder of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0):
`model.safetensors` and `vocab.txt`. Its layers are taught on together with one linear
row per concept over the mean of the last layer (Devlin and others, "BERT", 2019,
section 4; Reimers and Gurevych, "Sentence-BERT", 2019); the vectors of word pieces
stay as they are, and pieces that none of our words need are left out. Beside FILE
(weights as bytes: `ingest.told_net` reads it) lies FILE.pt, from which `--after` goes
on for one more round: documents that the first rounds must not see come in last.
Needs the extra `train`. A file made again on another processor differs in its last digits.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional
from wordfreq import top_n_list

from ingest.told_net import LONGEST
from ingest.training.sentences import Sentence
from ingest.training.told_export import export
from ingest.training.told_model import rows_of, targets, taught
from ingest.wordpieces import WordPieces, words_in

__all__ = ["Net", "main"]

LAYERS, HEADS, WIDTH = 6, 12, 384
ROUNDS, ROUNDS_AFTER = 4, 1
BATCH = 32
LIKE = 40  # batches' worth of sentences among which those of like length are put together
RATE, RATE_OF_ROWS, RATE_AFTER = 3e-4, 5e-3, 0.3
WARMING = 0.06  # of all steps
DROPPED = 0.1
DECAY = 0.01
FEWEST_TOLD = 8
SEED = 1
START = -5.0  # log odds of a concept before anything is learnt
WORDS = 20_000  # of common English, which a document may use and ours do not

Numbers = Sequence[Sequence[int]]
Weights = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """What is taught: the pieces of each sentence, what it tells, and where that is known."""

    numbers: Numbers
    wanted: NDArray[np.float32]
    known: NDArray[np.bool_]


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.first, self.second = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        """Return the layer's numbers; `hidden` is far below 0 where a row has ended."""
        rows, length = x.shape[0], x.shape[1]
        query, key, value = (
            one(x).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for one in (self.query, self.key, self.value)
        )
        shares = torch.softmax(query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + hidden, -1)
        heard = (shares @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.first(x + self.drop(self.out(heard)))
        return self.second(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Net(nn.Module):
    """The encoder and a row for each concept: numbers of pieces in, log odds out."""

    def __init__(self, pieces: int, concepts: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.pieces.weight.requires_grad = False
        self.places = nn.Parameter(torch.zeros(LONGEST, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPPED)
        self.rows = nn.Linear(WIDTH, concepts)
        nn.init.normal_(self.rows.weight, std=0.02)
        nn.init.constant_(self.rows.bias, START)

    def forward(self, numbers: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        """Return log odds, a row for each text; `known` is 1 up to a text's end."""
        mask = known.float()
        hidden = ((1 - mask) * -1e4)[:, None, None, :]
        x = self.drop(self.norm(self.pieces(numbers) + self.places[: numbers.shape[1]]))
        for layer in self.layers:
            x = layer(x, hidden)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.rows(self.drop(mean))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file, and the checkpoint beside it; return the exit status."""
    parser = argparse.ArgumentParser(description="Train the told reader's transformer.")
    parser.add_argument("file", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("folders", type=Path, nargs="+", metavar="GOLD_FOLDER")
    parser.add_argument("--after", type=Path, metavar="CHECKPOINT", help="go on from there")
    asked = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    sentences = taught(asked.folders)
    if asked.after:
        stored = torch.load(asked.after, weights_only=True)
        concepts, pieces = stored["concepts"], stored["pieces"]
        net = Net(len(pieces), len(concepts))
        net.load_state_dict(stored["net"])
    else:
        concepts = _concepts(sentences)
        pieces, kept = _pieces(sentences, asked.encoder / "vocab.txt")
        net = Net(len(pieces), len(concepts))
        _take(net, load_file(asked.encoder / "model.safetensors"), kept)
    reader = WordPieces(pieces)
    numbers = [reader.numbers(one.text, LONGEST) for one in sentences]
    rounds, share = (ROUNDS_AFTER, RATE_AFTER) if asked.after else (ROUNDS, 1.0)
    _teach(net, Matter(numbers, *targets(sentences, concepts)), rounds, share)
    torch.save(
        {"net": net.state_dict(), "concepts": concepts, "pieces": pieces},
        asked.file.with_suffix(".pt"),
    )
    export(net.eval(), concepts, pieces, asked.file)
    return 0


def _concepts(sentences: Iterable[Sentence]) -> list[str]:
    told = Counter(row for one in sentences for row in {rows_of()[x] for x in one.tells})
    return sorted(row for row, count in told.items() if count >= FEWEST_TOLD)


def _pieces(sentences: Iterable[Sentence], file: Path) -> tuple[list[str], list[int]]:
    """Return the pieces that our words and common English need, and their old numbers."""
    every = file.read_text("utf-8").split("\n")
    reader = WordPieces(every)
    words = {word for one in sentences for word in words_in(one.text)} | {
        word for one in top_n_list("en", WORDS) for word in words_in(one)
    }
    used = {number for word in words for number in reader.numbers(word, LONGEST)}
    single = {at for at, one in enumerate(every) if len(one.removeprefix("##")) == 1}
    named = {at for at, one in enumerate(every) if one in {"[PAD]", "[UNK]"}}
    kept = sorted(used | single | named)
    return [every[at] for at in kept], kept


def _take(net: Net, weights: Weights, kept: Sequence[int]) -> None:
    """Begin with the encoder's weights."""
    at = "embeddings."
    net.pieces.weight.data = weights[f"{at}word_embeddings.weight"][list(kept)].float()
    net.places.data = (
        weights[f"{at}position_embeddings.weight"][:LONGEST]
        + weights[f"{at}token_type_embeddings.weight"][0]
    ).float()
    _copy(net.norm, weights, f"{at}LayerNorm")
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "first": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "second": "output.LayerNorm",
    }
    for number, layer in enumerate(net.layers):
        for own, name in names.items():
            _copy(getattr(layer, own), weights, f"encoder.layer.{number}.{name}")


def _copy(own: nn.Linear | nn.LayerNorm, weights: Weights, name: str) -> None:
    own.weight.data = weights[f"{name}.weight"].float()
    own.bias.data = weights[f"{name}.bias"].float()


def _teach(net: Net, matter: Matter, rounds: int, share: float) -> None:
    """Teach for some rounds at a share of the usual rates, which fall to nothing."""
    rows = list(net.rows.parameters())
    body = [
        one for one in net.parameters() if one.requires_grad and all(one is not x for x in rows)
    ]
    groups = [{"params": body, "lr": share * RATE}, {"params": rows, "lr": share * RATE_OF_ROWS}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    steps = rounds * (len(matter.numbers) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(1.0, (step + 1) / (WARMING * steps)) * max(0.02, 1 - step / steps),
    )
    for number in range(rounds):
        lost = []
        for batch in _batches(matter.numbers, random.Random(SEED + number)):  # noqa: S311 - no secret
            optimiser.zero_grad()
            loss = _loss(net, matter, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            lost.append(loss.item())
            if len(lost) % 100 == 0:
                sys.stdout.write(f"{number} {len(lost)} {np.mean(lost[-100:]):.3f}\n")
                sys.stdout.flush()


def _loss(net: Net, matter: Matter, batch: Sequence[int]) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = net(*_padded([matter.numbers[at] for at in batch])).float()
    wanted, known = (torch.from_numpy(one[batch]) for one in (matter.wanted, matter.known))
    each = functional.binary_cross_entropy_with_logits(odds, wanted, reduction="none")
    return (each * known).sum() / len(batch)


def _padded(numbers: Numbers) -> tuple[torch.Tensor, torch.Tensor]:
    rows = nn.utils.rnn.pad_sequence([torch.tensor(one) for one in numbers], batch_first=True)
    ends = torch.tensor([len(one) for one in numbers])
    return rows, (torch.arange(rows.shape[1])[None] < ends[:, None]).long()


def _batches(numbers: Numbers, chance: random.Random) -> Iterator[list[int]]:
    """Yield the places of all sentences in batches of like length, in no order."""
    order = list(range(len(numbers)))
    chance.shuffle(order)
    chunks = [order[at : at + LIKE * BATCH] for at in range(0, len(order), LIKE * BATCH)]
    sorted_ = [sorted(one, key=lambda at: len(numbers[at])) for one in chunks]
    batches = list(
        chain.from_iterable(
            (one[at : at + BATCH] for at in range(0, len(one), BATCH)) for one in sorted_
        )
    )
    chance.shuffle(batches)
    yield from batches


if __name__ == "__main__":
    sys.exit(main())

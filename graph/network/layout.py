"""Where the boxes of a picture of links stand: by force, then so that none covers another.

The forces are those of Fruchterman and Reingold (Graph drawing by force-directed
placement, 1991), as networkx has them, from a fixed start and with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["placed"]

_SEED = 7  # any fixed number
_ROUNDS = 120  # of the forces; more change no picture visibly
_PASSES = 400  # of pushing boxes apart, at most
_GAP_X, _GAP_Y = 14.0, 14.0  # between two boxes

Points = NDArray[np.float64]


def placed(
    sizes: Sequence[tuple[float, float]],
    edges: Sequence[tuple[int, int]],
    width: float,
    height: float,
) -> list[tuple[int, int]]:
    """Return the upper left corner of each box of `sizes` (width, height), in whole units.

    Linked boxes lie near each other in an area of `width` by `height` and overlap none;
    where that is too little, the picture grows downwards. The same input gives the same
    places.
    """
    if not sizes:
        return []
    boxes = np.array(sizes, float)
    room = np.array([width, height]) - boxes.max(axis=0)
    centres = _forced(len(sizes), edges) * np.maximum(room, 1.0)
    centres += boxes.max(axis=0) / 2
    corners = _apart(centres, boxes, width) - boxes / 2
    corners[:, 1] -= corners[:, 1].min()
    return [(round(float(x)), round(float(y))) for x, y in corners]


def _forced(count: int, edges: Sequence[tuple[int, int]]) -> Points:
    """Return places in the unit square."""
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(count))
    network.add_edges_from(edges)
    turn = 2 * np.pi * np.arange(count) / count
    start = {at: np.array([np.cos(turn[at]), np.sin(turn[at])]) for at in range(1, count)}
    start[0] = np.zeros(2)
    found = nx.spring_layout(network, pos=start, iterations=_ROUNDS, seed=_SEED)
    points = np.array([found[at] for at in range(count)])
    low, high = points.min(axis=0), points.max(axis=0)
    spread: Points = np.where(high > low, (points - low) / np.where(high > low, high - low, 1), 0.5)
    return spread


def _apart(centres: Points, boxes: Points, width: float) -> Points:
    """Push boxes that cover each other apart, along the axis that takes less."""
    need = (boxes[:, None] + boxes[None, :]) / 2 + np.array([_GAP_X, _GAP_Y])
    least, most = boxes[:, 0] / 2, width - boxes[:, 0] / 2
    order = np.arange(len(boxes))
    for _ in range(_PASSES):
        between = centres[:, None] - centres[None, :]
        lacking = need - np.abs(between)
        over = (lacking > 0).all(axis=2) & (order[:, None] != order[None, :])
        if not over.any():
            break
        sideways = over & (lacking[..., 0] < lacking[..., 1])
        # equal places are told apart by their order
        sign = np.where(
            between == 0, np.sign(order[:, None] - order[None, :])[..., None], np.sign(between)
        )
        push = np.zeros_like(centres)
        push[:, 0] = (sign[..., 0] * lacking[..., 0] * sideways).sum(axis=1)
        push[:, 1] = (sign[..., 1] * lacking[..., 1] * (over & ~sideways)).sum(axis=1)
        crowd = np.maximum(over.sum(axis=1), 1)[:, None]
        centres = centres + 0.5 * push / crowd + 0.02 * np.sign(push)
        centres[:, 0] = np.clip(centres[:, 0], least, np.maximum(most, least))
    return centres

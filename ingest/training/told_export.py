"""Write a trained transformer as `ingest.told_net` reads it: ONNX, weights as bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

__all__ = ["export"]

_OPSET = 17
_SAMPLE = (2, 7)  # rows and pieces of the text that is followed through the net


def export(net: nn.Module, concepts: Sequence[str], pieces: Sequence[str], file: Path) -> None:
    """Write the file; it carries its concepts and its word pieces with it.

    Weights are rounded to seven bits: with eight, processors without the newest
    instructions lose what is added up beyond sixteen bits.
    """
    numbers = torch.zeros(_SAMPLE, dtype=torch.long)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            net,
            (numbers, torch.ones_like(numbers)),
            str(whole),
            input_names=["numbers", "known"],
            output_names=["odds"],
            dynamic_axes={
                "numbers": {0: "rows", 1: "pieces"},
                "known": {0: "rows", 1: "pieces"},
                "odds": {0: "rows"},
            },
            opset_version=_OPSET,
            dynamo=False,
        )
        rounded = Path(folder) / "rounded.onnx"
        quantize_dynamic(
            whole,
            rounded,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        model = onnx.load(rounded)
    for name, lines in (("concepts", concepts), ("pieces", pieces)):
        model.metadata_props.add(key=name, value="\n".join(lines))
    onnx.save(model, file)

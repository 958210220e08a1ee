"""Exports the models with torch's tracer: `input_ids`, `attention_mask` [batch, sequence] -> `logits`."""
import json

import onnx
import torch

from model import CONFIG
from settings import MODEL_NAMES, MODELS
from train_model import load_model

OPSET = 17


def export(name):
    path = MODELS / name / "model.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(0, CONFIG["vocab_size"], (2, 7))
    axes = {0: "batch", 1: "sequence"}
    torch.onnx.export(
        load_model(name), (ids, torch.ones_like(ids)), str(path), opset_version=OPSET, do_constant_folding=True,
        input_names=["input_ids", "attention_mask"], output_names=["logits"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": axes})
    onnx.checker.check_model(onnx.shape_inference.infer_shapes(onnx.load(str(path)), strict_mode=True), full_check=True)
    (path.parent / "config.json").write_text(json.dumps(CONFIG, indent=2) + "\n")
    print(f"{name}/{path.name}: {path.stat().st_size} bytes, opset {OPSET}")


def main():
    for name in MODEL_NAMES:
        export(name)


if __name__ == "__main__":
    main()

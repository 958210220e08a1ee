"""Exports the model with torch's tracer: `input_ids`, `attention_mask` [batch, sequence] -> `logits`."""
import onnx
import torch

from settings import MODEL_FOLDER
from train_model import load_model

OPSET = 17


def main():
    path = MODEL_FOLDER / "model.onnx"
    ids = torch.randint(0, 512, (2, 7))
    axes = {0: "batch", 1: "sequence"}
    torch.onnx.export(
        load_model(), (ids, torch.ones_like(ids)), str(path), opset_version=OPSET, do_constant_folding=True,
        input_names=["input_ids", "attention_mask"], output_names=["logits"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": axes})
    onnx.checker.check_model(onnx.shape_inference.infer_shapes(onnx.load(str(path)), strict_mode=True), full_check=True)
    print(f"{path.name}: {path.stat().st_size} bytes, opset {OPSET}")


if __name__ == "__main__":
    main()

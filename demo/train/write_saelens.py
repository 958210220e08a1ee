"""Dictionaries in the layout of SAELens 6, architecture "standard": `cfg.json` and `sae_weights.safetensors`."""
import json
import struct

import numpy
import torch

from autoencoder import create
from settings import CONTEXT, TRAINING_SEED

HOOKS = {"resid_post": "hook_resid_post", "mlp_out": "hook_mlp_out"}


def write_safetensors(path, tensors):
    """Eight bytes of header length (little-endian), a JSON header padded to a multiple of eight, the raw data."""
    header, data = {}, b""
    for name in sorted(tensors):
        raw = numpy.ascontiguousarray(tensors[name], dtype="<f4").tobytes()
        span = [len(data), len(data) + len(raw)]
        header[name] = {"dtype": "F32", "shape": list(tensors[name].shape), "data_offsets": span}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def read_safetensors(path):
    content = path.read_bytes()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    tensors = {}
    for name, entry in json.loads(content[8:start]).items():
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(content[start + begin:start + end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors


def write_saelens(dictionary, plan, _contexts):
    width = dictionary.centre.shape[0]
    weights = {name: tensor.numpy() for name, tensor in dictionary.state_dict().items()}
    write_safetensors(plan.folder / "sae_weights.safetensors", {
        "W_enc": weights["encoder.weight"].T,  # [d, F]
        "b_enc": weights["encoder.bias"],  # [F]
        "W_dec": weights["decoder.weight"].T,  # [F, d]
        "b_dec": weights["bias"],  # [d]
    })
    hook, _, layer = plan.hook_point.partition(".")
    metadata = {
        "model_name": f"saeql-{plan.model}", "hook_name": f"blocks.{layer}.{HOOKS[hook]}", "hook_head_index": None,
        "context_size": CONTEXT, "prepend_bos": False, "seqpos_slice": [None],
        "dataset_path": f"train/corpus.py, seed {TRAINING_SEED}",
        "exclude_special_tokens": False, "sae_lens_version": "6.18.0", "sae_lens_training_version": None,
    }
    config = {
        "d_in": width, "d_sae": plan.features, "dtype": "float32", "device": "cpu", "apply_b_dec_to_input": True,
        "normalize_activations": "none", "reshape_activations": "none", "metadata": metadata,
        "architecture": "standard",
    }
    (plan.folder / "cfg.json").write_text(json.dumps(config, indent=2) + "\n")


def read_saelens(plan):
    tensors = read_safetensors(plan.folder / "sae_weights.safetensors")
    dictionary = create(plan, tensors["b_dec"].shape[0])
    dictionary.load_state_dict({"bias": tensors["b_dec"], "encoder.weight": tensors["W_enc"].T,
                                "encoder.bias": tensors["b_enc"], "decoder.weight": tensors["W_dec"].T})
    return dictionary.eval()

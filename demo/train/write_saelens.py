"""Writes a dictionary in the layout of SAELens 6, architecture "standard": `cfg.json` and `sae_weights.safetensors`."""
import json
import struct

import numpy

from settings import CONTEXT, FEATURES, MODEL_NAME, TRAINING_SEED


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


def write_saelens(dictionary, folder, **_how_trained):
    width = dictionary.bias.shape[0]
    weights = {name: tensor.numpy() for name, tensor in dictionary.state_dict().items()}
    write_safetensors(folder / "sae_weights.safetensors", {
        "W_enc": weights["encoder.weight"].T,  # [d, F]
        "b_enc": weights["encoder.bias"],  # [F]
        "W_dec": weights["decoder.weight"].T,  # [F, d]
        "b_dec": weights["bias"],  # [d]
    })
    metadata = {
        "model_name": MODEL_NAME, "hook_name": "blocks.1.hook_resid_post", "hook_head_index": None,
        "context_size": CONTEXT, "prepend_bos": False, "seqpos_slice": [None],
        "dataset_path": f"train/corpus.py, seed {TRAINING_SEED}",
        "exclude_special_tokens": False, "sae_lens_version": "6.18.0", "sae_lens_training_version": None,
    }
    config = {
        "d_in": width, "d_sae": FEATURES, "dtype": "float32", "device": "cpu", "apply_b_dec_to_input": True,
        "normalize_activations": "none", "reshape_activations": "none", "metadata": metadata,
        "architecture": "standard",
    }
    (folder / "cfg.json").write_text(json.dumps(config, indent=2) + "\n")

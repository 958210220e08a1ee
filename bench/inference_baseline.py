"""Feature activations of a prompt by torch, for bench/inference.bench.ts.

For every line of token ids, as JSON, it answers with a line of JSON: the seconds for the feature activations, all of them
in one matrix; the seconds for these and for a list of those that fire; and what fires. The model is the one that
bench/pythia-model.ts writes, run up to the layer whose MLP the dictionary reads.
"""

import json
import os
import sys
import time

# Without it OpenBLAS takes some newer processors for old ones and runs several times slower.
os.environ["OPENBLAS_CORETYPE"] = "SKYLAKEX"
model_file, encoder_file, last_layer, heads, threads = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(threads)

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional

torch.set_num_threads(threads)
torch.set_grad_enabled(False)


def to_torch(array):
    return torch.from_numpy(np.array(array))


tensors = {tensor.name: to_torch(numpy_helper.to_array(tensor)) for tensor in onnx.load(model_file).graph.initializer}
width = tensors["embedding"].shape[1]


def linear(x, name):
    """torch keeps weights as [out, in]; the transposed ones of the file are copied once."""
    key = name + ".transposed"
    if key not in tensors:
        tensors[key] = tensors[name + ".weight"].T.contiguous()
    return functional.linear(x, tensors[key], tensors[name + ".bias"])


def norm(x, scope):
    return functional.layer_norm(x, (width,), tensors[scope + "gain"], tensors[scope + "shift"])


def attention(x, scope, mask):
    batch, length, _ = x.shape
    joint = linear(norm(x, scope), scope + "first").view(batch, length, heads, -1).transpose(1, 2)
    q, k, v = joint.chunk(3, dim=-1)
    scores = q @ k.transpose(2, 3) * (width // heads) ** -0.5 + mask
    mixed = torch.softmax(scores, -1) @ v
    return linear(mixed.transpose(1, 2).reshape(batch, length, width), scope + "out")


def mlp(x, scope):
    return linear(functional.gelu(linear(norm(x, scope), scope + "first")), scope + "out")


def mlp_out(token_ids):
    x = tensors["embedding"][token_ids][None]
    mask = torch.full((len(token_ids), len(token_ids)), -1e9).triu(1)
    for layer in range(last_layer):
        scope = f"layers.{layer}/"
        x = x + attention(x, scope + "attention/", mask) + mlp(x, scope + "mlp/")
    return mlp(x, f"layers.{last_layer}/mlp/")[0]


encoder = np.fromfile(encoder_file, dtype=np.float32)
features = (len(encoder) - width) // (width + 1)
w_enc, b_enc, b_dec = map(to_torch, np.split(encoder, [features * width, features * (width + 1)]))
w_enc = w_enc.view(features, width)


def activations(token_ids):
    return functional.linear(mlp_out(token_ids) - b_dec, w_enc, b_enc).relu_()


for line in sys.stdin:
    token_ids = torch.tensor(json.loads(line))
    start = time.perf_counter()
    dense = activations(token_ids)
    middle = time.perf_counter()
    places = dense.nonzero()
    strengths = dense[places[:, 0], places[:, 1]]
    end = time.perf_counter()
    report = {
        "dense": middle - start,
        "sparse": end - start,
        "position": places[:, 0].tolist(),
        "feature": places[:, 1].tolist(),
        "activation": strengths.tolist(),
    }
    print(json.dumps(report), flush=True)

"""The places in the model whose activations are read and replaced, by the names saeql gives them.

`embed`, and for each layer i `resid_pre.i`, `attn_out.i`, `mlp_hidden.i` (after the GELU), `mlp_out.i`, `resid_post.i`.
"""
from contextlib import contextmanager


def find_module(model, name):
    """The module whose output is the hook point."""
    kind, _, layer = name.partition(".")
    if kind == "resid_pre":
        kind, layer = ("embed", "") if layer == "0" else ("resid_post", int(layer) - 1)
    if kind == "embed":
        return model.gpt_neox.embed_in
    block = model.gpt_neox.layers[int(layer)]
    return {"attn_out": block.attention, "mlp_hidden": block.mlp.act, "mlp_out": block.mlp, "resid_post": block}[kind]


def hook_point_names(model):
    kinds = ["resid_pre", "attn_out", "mlp_hidden", "mlp_out", "resid_post"]
    return ["embed"] + [f"{kind}.{layer}" for layer in range(len(model.gpt_neox.layers)) for kind in kinds]


@contextmanager
def reading(model, names):
    """Yields a dict that each forward pass fills with the activations [B, T, width] at the hook points."""
    activations = {}

    def reader(name):
        return lambda _module, _inputs, output: activations.__setitem__(name, output)

    handles = [find_module(model, name).register_forward_hook(reader(name)) for name in names]
    try:
        yield activations
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def replacing(model, name, change):
    """Inside, the activations x at the hook point are `change(x)`."""
    handle = find_module(model, name).register_forward_hook(lambda _module, _inputs, output: change(output))
    try:
        yield
    finally:
        handle.remove()

"""Writes a dictionary in the layout of dictionary_learning: `ae.pt` (a state dict) and `config.json`."""
import json

import torch

from autoencoder import DECAY_START, LEARNING_RATE, PENALTY_WARM_UP, RESAMPLE_STEPS, ROWS, STEPS, WARM_UP
from settings import CONTEXT, FEATURES, MODEL_NAME


def write_dictionary_learning(dictionary, folder, penalty, seed, contexts):
    width = dictionary.bias.shape[0]
    assert dictionary.encoder.weight.stride() == (1, FEATURES), "the encoder is expected to be a transposed view"
    trainer = {
        "dict_class": "AutoEncoder", "trainer_class": "StandardTrainer", "activation_dim": width,
        "dict_size": FEATURES, "lr": LEARNING_RATE, "l1_penalty": penalty, "warmup_steps": WARM_UP,
        "resample_steps": RESAMPLE_STEPS[0], "sparsity_warmup_steps": PENALTY_WARM_UP, "steps": STEPS,
        "decay_start": DECAY_START, "seed": seed, "device": "cpu", "layer": 1, "lm_name": MODEL_NAME,
        "wandb_name": "StandardTrainer", "submodule_name": "mlp_out_layer_1",
    }
    buffer = {
        "d_submodule": width, "io": "out", "n_ctxs": contexts, "ctx_len": CONTEXT, "refresh_batch_size": 32,
        "out_batch_size": ROWS, "device": "cpu",
    }
    torch.save(dictionary.state_dict(), folder / "ae.pt")
    (folder / "config.json").write_text(json.dumps({"trainer": trainer, "buffer": buffer}, indent=4) + "\n")

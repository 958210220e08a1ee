"""Dictionaries in the layout of dictionary_learning: `ae.pt` (a state dict) and `config.json`."""
import json

import torch

from autoencoder import (DECAY_FROM, LEARNING_RATE, PENALTY_WARM_UP, RESAMPLE_AT, ROWS, THRESHOLD_BETA, THRESHOLD_START,
                         WARM_UP, create)
from settings import CONTEXT

CLASSES = {"l1": ("AutoEncoder", "StandardTrainer"), "topk": ("AutoEncoderTopK", "TopKTrainer"),
           "batch_topk": ("BatchTopKSAE", "BatchTopKTrainer")}


def trainer_config(plan, width):
    """What that library's trainers record; dead features are resampled here for all three classes, so auxk_alpha is 0."""
    dict_class, trainer_class = CLASSES[plan.kind]
    hook, _, layer = plan.hook_point.partition(".")
    config = {
        "dict_class": dict_class, "trainer_class": trainer_class, "activation_dim": width, "dict_size": plan.features,
        "lr": LEARNING_RATE, "warmup_steps": WARM_UP, "steps": plan.steps, "decay_start": int(DECAY_FROM * plan.steps),
        "seed": plan.seed, "device": "cpu", "layer": int(layer), "lm_name": f"saeql-{plan.model}",
        "wandb_name": trainer_class, "submodule_name": f"{hook}_layer_{layer}",
    }
    if plan.kind == "l1":
        return {**config, "l1_penalty": plan.penalty, "resample_steps": int(RESAMPLE_AT[0] * plan.steps),
                "sparsity_warmup_steps": PENALTY_WARM_UP}
    return {**config, "k": plan.k, "auxk_alpha": 0.0, "threshold_beta": THRESHOLD_BETA,
            "threshold_start_step": THRESHOLD_START}


def write_dictionary_learning(dictionary, plan, contexts):
    width = dictionary.centre.shape[0]
    assert dictionary.encoder.weight.stride() == (1, plan.features), "the encoder is expected to be a transposed view"
    buffer = {"d_submodule": width, "io": "out", "n_ctxs": contexts, "ctx_len": CONTEXT, "refresh_batch_size": 32,
              "out_batch_size": ROWS, "device": "cpu"}
    torch.save(dictionary.state_dict(), plan.folder / "ae.pt")
    config = {"trainer": trainer_config(plan, width), "buffer": buffer}
    (plan.folder / "config.json").write_text(json.dumps(config, indent=4) + "\n")


def read_dictionary_learning(plan):
    state = torch.load(plan.folder / "ae.pt")
    dictionary = create(plan, state["decoder.weight"].shape[0])
    dictionary.load_state_dict(state)
    return dictionary.eval()

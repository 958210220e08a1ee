"""Trains the dictionaries on activations of the training text and writes their files.

Arguments are paths below demo/dictionaries; without any, all are trained.
"""
import sys
import time

import torch

import autoencoder
from batches import cut, encode_all
from bpe import Tokenizer
from corpus import read_texts
from metrics import collect
from plans import PLANS
from settings import CONTEXT, MODEL_FOLDER, TRAINING_FILE
from train_model import load_model
from write_dictionary_learning import read_dictionary_learning, write_dictionary_learning
from write_saelens import read_saelens, write_saelens

TRAINING_TEXTS = 3000

WRITERS = {"dictionary_learning": write_dictionary_learning, "saelens": write_saelens}
READERS = {"dictionary_learning": read_dictionary_learning, "saelens": read_saelens}


def read_dictionary(plan):
    """From its files, so that numbers are those of what is published."""
    return READERS[plan.layout](plan)


def train_one(plan, contexts):
    print(f"{plan.path}: {plan.kind}, seed {plan.seed}", flush=True)
    begin = time.process_time()
    activations = collect(load_model(plan.model), contexts, [plan.hook_point])[plan.hook_point]
    dictionary = autoencoder.train(activations, plan)
    plan.folder.mkdir(parents=True, exist_ok=True)
    WRITERS[plan.layout](dictionary, plan, len(contexts))
    print(f"  {time.process_time() - begin:.0f} CPU-s", flush=True)


def main(paths=()):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    contexts = cut(encode_all(tokenizer, read_texts(TRAINING_FILE)[:TRAINING_TEXTS]), CONTEXT)
    for plan in PLANS:
        if not paths or plan.path in paths:
            train_one(plan, contexts)


if __name__ == "__main__":
    main(sys.argv[1:])

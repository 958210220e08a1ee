"""Trains the two dictionaries on activations of the training text, measures them on the corpus, writes the files."""
import torch

import autoencoder
from batches import cut, encode_all
from bpe import Tokenizer
from corpus import read_texts
from metrics import collect, measure
from settings import (CONTEXT, CORPUS_FILE, FEATURES, MLP_OUT_FOLDER, MLP_OUT_SEED, MODEL_FOLDER, RESID_POST_FOLDER,
                      RESID_POST_SEED, TRAINING_FILE)
from train_model import load_model
from write_dictionary_learning import write_dictionary_learning
from write_saelens import write_saelens

TRAINING_TEXTS = 4000
PLANS = [
    # hook point, L1 penalty, seed, folder, writer
    ("mlp_out.1", 0.2, MLP_OUT_SEED, MLP_OUT_FOLDER, write_dictionary_learning),
    ("resid_post.1", 0.14, RESID_POST_SEED, RESID_POST_FOLDER, write_saelens),
]


def main():
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    training = cut(encode_all(tokenizer, read_texts(TRAINING_FILE)[:TRAINING_TEXTS]), CONTEXT)
    corpus = cut(encode_all(tokenizer, read_texts(CORPUS_FILE)), CONTEXT)
    model = load_model()
    for hook_point, penalty, seed, folder, write in PLANS:
        print(f"{hook_point}:", flush=True)
        activations = collect(model, training, hook_point)
        dictionary = autoencoder.train(activations, FEATURES, penalty, seed)
        for name, value in measure(model, dictionary, corpus, hook_point).items():
            print(f"  {name}: {value:.6g}")
        folder.mkdir(parents=True, exist_ok=True)
        write(dictionary, folder, penalty=penalty, seed=seed, contexts=len(training))


if __name__ == "__main__":
    main()

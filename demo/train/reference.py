"""Writes what torch computes for two short documents and how awkward strings are tokenised, for others to compare with.

The dictionaries are read back from their files, so the numbers are those of what is published.
"""
import json
import struct

import numpy
import torch

from autoencoder import AutoEncoder
from batches import next_token_losses
from bpe import END_OF_TEXT, Tokenizer
from hook_points import hook_point_names, reading
from settings import CORPUS_FILE, FEATURES, MLP_OUT_FOLDER, MODEL_FOLDER, REFERENCE_FILE, RESID_POST_FOLDER
from train_model import load_model

KINDS = ["patent", "prose"]
LONGEST = 70  # tokens of a document
POSITIONS, COORDINATES = 8, 4  # of the activations that are written

AWKWARD = [
    "", " leading space", "two  spaces   three ", "smile 🙂 and 👩‍🔬!", "Zoë took a naïve café",
    "line\n\nnext\tcell \r\n end", "漢字 かな 한국어", "ha" * 40,
    "def load_user_list(self):\n    return self.user_list[0]\n",
    "It's what they've said, I'M sure we'll",
    f"one{END_OF_TEXT}two{END_OF_TEXT}", "3.14 ½ x² 1,000", "é is e + ◌́",
]


def significant(values):
    """Nested lists of floats with seven significant digits."""
    if isinstance(values, torch.Tensor):
        values = values.tolist()
    return [significant(value) for value in values] if isinstance(values, list) else float(f"{values:.7g}")


def read_dictionary_learning(folder):
    state = torch.load(folder / "ae.pt")
    dictionary = AutoEncoder(state["bias"].shape[0], FEATURES)
    dictionary.load_state_dict(state)
    return dictionary


def read_saelens(folder):
    content = (folder / "sae_weights.safetensors").read_bytes()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    tensors = {}
    for name, entry in json.loads(content[8:start]).items():
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(content[start + begin:start + end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    dictionary = AutoEncoder(tensors["b_dec"].shape[0], FEATURES)
    dictionary.load_state_dict({"bias": tensors["b_dec"], "encoder.weight": tensors["W_enc"].T,
                                "encoder.bias": tensors["b_enc"], "decoder.weight": tensors["W_dec"].T})
    return dictionary


def choose_documents(tokenizer):
    """The first short document of each kind."""
    lines = [json.loads(line) for line in CORPUS_FILE.read_text(encoding="utf-8").splitlines()]
    short = [line for line in lines if len(tokenizer.encode(line["text"])) <= LONGEST]
    return [next(line for line in short if line["id"].startswith(kind)) for kind in KINDS]


def describe_features(dictionary, x):
    f = dictionary.encode(x)
    active = [[position, feature, significant(f[position, feature].item())]
              for position, feature in (f > 0).nonzero().tolist()]
    return {"meanSquaredError": significant((x - dictionary.decode(f)).square().sum(dim=-1).mean().item()),
            "active": active}


@torch.no_grad()
def describe_document(document, tokenizer, model, dictionaries):
    ids = torch.tensor([tokenizer.encode(document["text"])])
    mask = torch.ones_like(ids)
    with reading(model, hook_point_names(model)) as activations:
        logits = model(ids, mask)
    losses = next_token_losses(logits, ids, mask)
    return {
        **document,
        "tokenIds": ids[0].tolist(),
        "activations": {name: significant(x[0, :POSITIONS, :COORDINATES]) for name, x in activations.items()},
        "losses": significant(losses),
        "meanLoss": significant(losses.mean().item()),
        "lastLogits": significant(logits[0, -1]),
        "features": {f"{hook_point}/0_512": describe_features(dictionary, activations[hook_point][0])
                     for hook_point, dictionary in dictionaries.items()},
    }


def main():
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    model = load_model()
    dictionaries = {"mlp_out.1": read_dictionary_learning(MLP_OUT_FOLDER),
                    "resid_post.1": read_saelens(RESID_POST_FOLDER)}
    content = {
        "about": {
            "activations": f"hook point -> [first {POSITIONS} positions][first {COORDINATES} coordinates]",
            "losses": "-log p(token) in nats of every token but the first",
            "lastLogits": "the logits of the whole vocabulary at the last position",
            "active": "[position, feature, activation] of every feature above zero",
            "meanSquaredError": "squared error summed over coordinates, mean over positions",
        },
        "documents": [describe_document(document, tokenizer, model, dictionaries)
                      for document in choose_documents(tokenizer)],
        "tokenizations": [{"text": text, "tokenIds": tokenizer.encode(text)} for text in AWKWARD],
    }
    REFERENCE_FILE.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{REFERENCE_FILE.name}: {REFERENCE_FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()

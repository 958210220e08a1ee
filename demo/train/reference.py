"""Writes what torch computes for three short documents and how awkward strings are tokenised, for others to compare
with.

The dictionaries are read back from their files, so the numbers are those of what is published.
"""
import json

import torch

from batches import next_token_losses
from bpe import END_OF_TEXT, Tokenizer
from corpus import read_lines
from hook_points import hook_point_names, reading
from plans import PLANS
from settings import CORPUS_FILE, MODEL_FOLDER, MODEL_NAMES, REFERENCE_FILE
from train_dictionaries import read_dictionary
from train_model import load_model

KINDS = ["patent", "prose", "statement"]
LONGEST = 70  # tokens of a document
LONGEST_OF = {"patent": 110}
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


def choose_documents(tokenizer):
    """The first short document of each kind."""
    lines = read_lines(CORPUS_FILE)
    return [next(line for line in lines if line["id"].startswith(kind)
                 and len(tokenizer.encode(line["text"])) <= LONGEST_OF.get(kind, LONGEST)) for kind in KINDS]


def describe_features(dictionary, x):
    f = dictionary.encode(x)
    active = [[position, feature, significant(f[position, feature].item())]
              for position, feature in (f > 0).nonzero().tolist()]
    return {"meanSquaredError": significant((x - dictionary.decode(f)).square().sum(dim=-1).mean().item()),
            "active": active}


def run(model, ids):
    mask = torch.ones_like(ids)
    with reading(model, hook_point_names(model)) as activations:
        logits = model(ids, mask)
    return logits, next_token_losses(logits, ids, mask), activations


def describe_twin(name, ids, dictionaries):
    logits, losses, activations = run(load_model(name), ids)
    return {"meanLoss": significant(losses.mean().item()), "lastLogits": significant(logits[0, -1, :8]),
            "features": describe_all_features(name, dictionaries, activations)}


def describe_all_features(model_name, dictionaries, activations):
    return {plan.name: describe_features(dictionary, activations[plan.hook_point][0])
            for plan, dictionary in dictionaries if plan.model == model_name}


@torch.no_grad()
def describe_document(document, tokenizer, model, dictionaries):
    ids = torch.tensor([tokenizer.encode(document["text"])])
    logits, losses, activations = run(model, ids)
    return {
        **document,
        "tokenIds": ids[0].tolist(),
        "activations": {name: significant(x[0, :POSITIONS, :COORDINATES]) for name, x in activations.items()},
        "losses": significant(losses),
        "meanLoss": significant(losses.mean().item()),
        "lastLogits": significant(logits[0, -1]),
        "features": describe_all_features("demo", dictionaries, activations),
        "twins": {name: describe_twin(name, ids, dictionaries) for name in MODEL_NAMES[1:]},
    }


def main():
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    model = load_model()
    dictionaries = [(plan, read_dictionary(plan)) for plan in PLANS if plan.folder.exists()]
    content = {
        "about": {
            "activations": f"hook point -> [first {POSITIONS} positions][first {COORDINATES} coordinates]",
            "losses": "-log p(token) in nats of every token but the first",
            "lastLogits": "the logits at the last position: of the whole vocabulary; of the twins the first 8",
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

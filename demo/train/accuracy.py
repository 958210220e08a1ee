"""How often the model gives the right note a higher probability than its opposite, at the read-out of statements."""
import random

import torch

from attributes import ATTRIBUTES, NOTES
from batches import pad
from marks import strip_marks
from settings import DATASET_SEED
from statements import Statement

VARIANTS = ["easy", "hard"]
BOTH_HELD_OUT = {"subject_crowd": True, "name_work": True}


def held_out_rows(variant, count):
    """Texts up to the read-out and their attributes, all of combinations that are nowhere in the training text."""
    rng = random.Random(DATASET_SEED)
    rows = []
    for number in range(count):
        drawn = Statement(rng, variant=variant, holds_out=BOTH_HELD_OUT)
        rows.append((strip_marks(drawn.prompt(number % 3))[0], drawn.attributes))
    return rows


def note_ids(tokenizer):
    """The first token of the two notes of each attribute; the two are never the same."""
    ids = {name: [tokenizer.encode(" " + note)[0] for note in notes] for name, notes in NOTES.items()}
    assert all(first != second for first, second in ids.values())
    return ids


@torch.no_grad()
def accuracies(model, tokenizer, rows):
    ids = note_ids(tokenizer)
    correct = dict.fromkeys(ATTRIBUTES, 0)
    for at in range(0, len(rows), 50):
        part = rows[at:at + 50]
        contexts = [tokenizer.encode(text) for text, _ in part]
        tokens, mask = pad(contexts)
        logits = model(tokens, mask)[torch.arange(len(part)), mask.sum(dim=1) - 1]
        for name in ATTRIBUTES:
            chosen = (logits[:, ids[name][1]] > logits[:, ids[name][0]]).tolist()
            correct[name] += sum(int(choice) == attributes[name] for choice, (_, attributes) in zip(chosen, part))
    return {name: round(count / len(rows), 4) for name, count in correct.items()}

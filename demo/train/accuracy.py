"""How often the model gives the right note a higher probability than its opposite, at the read-out of statements."""
import random

import torch

from attributes import NOTES
from batches import pad
from facts import question
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
def last_logits(model, tokenizer, texts):
    """The logits [N, V] of what follows each text."""
    parts = []
    for at in range(0, len(texts), 50):
        tokens, mask = pad([tokenizer.encode(text) for text in texts[at:at + 50]])
        parts.append(model(tokens, mask)[torch.arange(len(tokens)), mask.sum(dim=1) - 1])
    return torch.cat(parts)


def accuracy(logits, no, yes, expected):
    """How often the token `yes` is more probable than `no` where, and only where, it is expected."""
    right = (logits[:, yes] > logits[:, no]) == torch.tensor(expected, dtype=torch.bool)
    return round(right.float().mean().item(), 4)


def accuracies(model, tokenizer, rows):
    logits = last_logits(model, tokenizer, [text for text, _ in rows])
    return {name: accuracy(logits, *ids, [attributes[name] for _, attributes in rows])
            for name, ids in note_ids(tokenizer).items()}


def quiz_rows(count):
    """Single questions up to the question mark, and whether "Yes" is the answer."""
    rng = random.Random(DATASET_SEED)
    rows = []
    for _ in range(count):
        text, latents = question(rng)
        rows.append((strip_marks(text)[0].rsplit(" ", 1)[0], latents["true"]))
    return rows


def quiz_accuracy(model, tokenizer, rows):
    no, yes = (tokenizer.encode(word)[0] for word in (" No", " Yes"))
    logits = last_logits(model, tokenizer, [text for text, _ in rows])
    return accuracy(logits, no, yes, [answer for _, answer in rows])

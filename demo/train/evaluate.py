"""Measures the models, the dictionaries and what their features detect; writes demo/measurements.json.

Arguments are paths below demo/dictionaries, "models" or "cosines": only these are measured, the other numbers stay as
they are.
"""
import json
import sys
import time

import numpy
import torch

from accuracy import VARIANTS, accuracies, held_out_rows
from batches import cut, encode_all as encode_texts
from bpe import Tokenizer
from corpus import read_lines
from detection import Labels, cut_in_order, detect_all
from hook_points import reading
from metrics import Losses, collect, encode_all, live_directions, measure, mean_loss, mmcs
from plans import PLANS
from settings import CONTEXT, CORPUS_FILE, LATENTS_FILE, MEASUREMENTS_FILE, MODEL_FOLDER, MODEL_NAMES, TRAINING_FILE
from train_dictionaries import read_dictionary
from train_model import load_model, unigram_entropy

ACCURACY_ROWS = 2000


@torch.no_grad()
def collect_in_order(model, documents, hook_point):
    """The activations [N, d] of all tokens, document after document."""
    kept = []
    with reading(model, [hook_point]) as activations:
        for context in cut_in_order(documents):
            ids = torch.tensor([context])
            model(ids, torch.ones_like(ids))
            kept.append(activations[hook_point][0].clone())
    return torch.cat(kept)


def measure_model(tokenizer, documents):
    training = encode_texts(tokenizer, [record["text"] for record in read_lines(TRAINING_FILE)[:1000]])
    result = {}
    for name in MODEL_NAMES:
        model = load_model(name)
        result[name] = {"corpusLoss": mean_loss(model, cut(documents, CONTEXT)),
                        "corpusUnigramEntropy": unigram_entropy(documents)}
        if name == "demo":
            result[name]["trainingLossFirst1000"] = mean_loss(model, cut(training, CONTEXT))
        for variant in VARIANTS:
            rows = held_out_rows(variant, ACCURACY_ROWS)
            result[name][f"heldOutAccuracy.{variant}"] = accuracies(model, tokenizer, rows)
    return result


def measure_detection(dictionary, x, labels):
    features = numpy.asfortranarray(encode_all(dictionary, x).numpy())
    return detect_all(labels.latents, features, labels.half)


def compare(documents, hook_point):
    """MMCS between all dictionaries of one place, live features only, and against random directions."""
    generator = torch.Generator().manual_seed(0)
    directions, activations = {}, {}
    for plan in PLANS:
        if plan.hook_point == hook_point and plan.folder.exists():
            if plan.model not in activations:
                found = collect(load_model(plan.model), cut(documents, CONTEXT), [hook_point])
                activations[plan.model] = found[hook_point]
            dictionary = read_dictionary(plan)
            live = (encode_all(dictionary, activations[plan.model]) > 0).any(dim=0)
            directions[plan.name] = live_directions(dictionary, live)
    result = {}
    for a, rows in directions.items():
        random = torch.randn(rows.shape, generator=generator)
        result[a] = {b: mmcs(rows, other) for b, other in directions.items() if a != b}
        result[a]["random directions"] = mmcs(rows, random / random.norm(dim=1, keepdim=True))
    return result


def measure_plans(plans, documents, labels, result):
    current, losses, x = None, None, None
    for plan in sorted(plans, key=lambda plan: (plan.model, plan.hook_point)):
        if current is None or current[0] != plan.model:
            losses = Losses(load_model(plan.model), cut(documents, CONTEXT))
        if current != (plan.model, plan.hook_point):
            x = collect_in_order(losses.model, documents, plan.hook_point)
        current = (plan.model, plan.hook_point)
        dictionary, begin = read_dictionary(plan), time.process_time()
        result["dictionaries"][plan.name] = measure(dictionary, x, losses, plan.hook_point)
        result["detection"][plan.name] = measure_detection(dictionary, x, labels)
        print(plan.name, {key: round(value, 4) for key, value in result["dictionaries"][plan.name].items()},
              f"{time.process_time() - begin:.0f} CPU-s", flush=True)


def main(chosen=()):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    documents = encode_texts(tokenizer, [record["text"] for record in read_lines(CORPUS_FILE)])
    result = {"models": {}, "dictionaries": {}, "detection": {}}
    if chosen and MEASUREMENTS_FILE.exists():
        result = json.loads(MEASUREMENTS_FILE.read_text())
    if not chosen or "models" in chosen:
        result["models"] = measure_model(tokenizer, documents)
    plans = [plan for plan in PLANS if plan.folder.exists() and (not chosen or plan.path in chosen)]
    if plans:
        measure_plans(plans, documents, Labels(tokenizer, documents, read_lines(LATENTS_FILE)), result)
    for hook_point in ("mlp_out.2", "resid_post.3") if not chosen or "cosines" in chosen else ():
        result[f"meanMaxCosine.{hook_point}"] = compare(documents, hook_point)
    MEASUREMENTS_FILE.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

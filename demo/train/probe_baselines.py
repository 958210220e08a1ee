"""What a plain linear probe at the read-out does on the data sets: trained where label and confounder coincide,
tested where they are crossed; the same with the confounder's words deleted before training and test; and trained on
half of the crossed rows, as a ceiling. Adds "probes" to demo/measurements.json.
"""
import csv
import json

import torch

from batches import pad
from bpe import Tokenizer
from hook_points import reading
from settings import DATASETS, MEASUREMENTS_FILE, MODEL_FOLDER
from train_model import load_model
from write_datasets import TASKS, dataset_name

HOOK_POINTS = ["resid_post.1", "resid_post.3"]
STEPS, WEIGHT_DECAY = 400, 1e-3


def read_rows(task, crossed):
    with open(DATASETS / f"{dataset_name(task, crossed)}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_confounder(row):
    start, end = int(row["confounder_start"]), int(row["confounder_end"])
    return row["text"][:start].rstrip(" ") + row["text"][end:]


@torch.no_grad()
def last_activations(model, tokenizer, texts):
    """The activations [N, d] at the last token, for each hook point."""
    kept = {name: [] for name in HOOK_POINTS}
    with reading(model, HOOK_POINTS) as activations:
        for at in range(0, len(texts), 50):
            ids, mask = pad([tokenizer.encode(text) for text in texts[at:at + 50]])
            model(ids, mask)
            for name in HOOK_POINTS:
                kept[name].append(activations[name][torch.arange(len(ids)), mask.sum(dim=1) - 1].clone())
    return {name: torch.cat(parts) for name, parts in kept.items()}


def train_probe(x, labels):
    """Logistic regression on standardised activations; returns the function from activations to answers."""
    mean, std = x.mean(dim=0), x.std(dim=0) + 1e-6
    weights, bias = torch.zeros(x.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([weights, bias], lr=0.02)
    z, y = (x - mean) / std, labels.float()
    for _ in range(STEPS):
        loss = torch.nn.functional.binary_cross_entropy_with_logits(z @ weights + bias, y)
        optimizer.zero_grad()
        (loss + WEIGHT_DECAY * weights.square().sum()).backward()
        optimizer.step()
    return lambda other: (((other - mean) / std) @ weights + bias).detach() > 0


def score(answers, rows):
    right = [(row["group"], bool(answer) == (row["label"] == "1")) for row, answer in zip(rows, answers.tolist())]
    groups = {name: [hit for group, hit in right if group == name] for name in sorted({group for group, _ in right})}
    shares = {name: round(sum(hits) / len(hits), 3) for name, hits in groups.items()}
    return {"accuracy": round(sum(hit for _, hit in right) / len(right), 3), "worstGroup": min(shares.values()), **shares}


def labels_of(rows):
    return torch.tensor([row["label"] == "1" for row in rows])


def measure_task(model, tokenizer, task):
    confounded, crossed = read_rows(task, False), read_rows(task, True)
    result = {}
    for kind, text in (("plain", lambda row: row["text"]), ("confounder deleted", without_confounder)):
        train = last_activations(model, tokenizer, [text(row) for row in confounded])
        test = last_activations(model, tokenizer, [text(row) for row in crossed])
        for name in HOOK_POINTS:
            probe = train_probe(train[name], labels_of(confounded))
            result[f"{name}, {kind}"] = score(probe(test[name]), crossed)
            if kind == "plain":
                half = len(crossed) // 2
                oracle = train_probe(test[name][:half], labels_of(crossed[:half]))
                result[f"{name}, trained on crossed"] = score(oracle(test[name][half:]), crossed[half:])
    return result


def main():
    torch.set_num_threads(1)
    tokenizer, model = Tokenizer.load(MODEL_FOLDER / "tokenizer.json"), load_model()
    probes = {task: measure_task(model, tokenizer, task) for task in TASKS}
    for task, found in probes.items():
        for name, values in found.items():
            print(task, name, values)
    result = json.loads(MEASUREMENTS_FILE.read_text())
    MEASUREMENTS_FILE.write_text(json.dumps({**result, "probes": probes}, indent=1) + "\n")


if __name__ == "__main__":
    main()

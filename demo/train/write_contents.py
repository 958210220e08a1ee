"""Writes demo/contents.json: what is here, with the names under which it is meant to be imported. Paths are below
demo/."""
import json

from plans import PLANS
from settings import CONTENTS_FILE, MODEL_NAMES, REDRAW_SEEDS
from write_datasets import TASKS, dataset_name
from write_dictionary_learning import CLASSES

SCHEMES = {"demo-random": "ALL", "demo-random-keep-embeddings": "KEEP_EMBEDDINGS"}


def describe_model(name):
    control = {"of": "demo", "scheme": SCHEMES[name], "seed": REDRAW_SEEDS[name]} if name in SCHEMES else None
    return {"name": name, "folder": f"models/{name}", **({"control": control} if control else {})}


def describe_dictionary(plan):
    how = {"l1": {"l1Penalty": plan.penalty}, "topk": {"k": plan.k}, "batch_topk": {"k": plan.k}}[plan.kind]
    return {"name": plan.name, "folder": f"dictionaries/{plan.path}", "model": plan.model, "hookPoint": plan.hook_point,
            "layout": plan.layout, "class": CLASSES[plan.kind][0] if plan.layout == "dictionary_learning" else "standard",
            "features": plan.features, "seed": plan.seed, **how}


def describe_dataset(task, crossed):
    _, label, confounder, _, held_out = TASKS[task]
    return {"name": f"demo/{dataset_name(task, crossed)}", "file": f"datasets/{dataset_name(task, crossed)}.csv",
            "text": "text", "label": "label", "groups": ["label", "confounder"], "labelMeans": label,
            "confounderMeans": confounder, "readOut": "the last token", "sealed": crossed,
            **({"heldOutCombinations": held_out} if crossed else {})}


def main():
    contents = {
        "models": [describe_model(name) for name in MODEL_NAMES],
        "corpora": [{"name": "demo", "file": "corpus.jsonl", "latents": "latents.jsonl"}],
        "dictionaries": [describe_dictionary(plan) for plan in PLANS if plan.folder.exists()],
        "datasets": [describe_dataset(task, crossed) for task in TASKS for crossed in (False, True)],
        "reference": "reference.json",
        "measurements": "measurements.json",
    }
    CONTENTS_FILE.write_text(json.dumps(contents, indent=2) + "\n")
    print(f"{CONTENTS_FILE.name}: {len(contents['dictionaries'])} dictionaries, {len(contents['datasets'])} data sets")


if __name__ == "__main__":
    main()

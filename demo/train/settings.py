"""Places, seeds and sizes that every step of the build shares."""
import os
import tempfile
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent
MODELS = DEMO / "models"
MODEL_FOLDER = MODELS / "demo"
DICTIONARIES = DEMO / "dictionaries"
DATASETS = DEMO / "datasets"
CORPUS_FILE = DEMO / "corpus.jsonl"
LATENTS_FILE = DEMO / "latents.jsonl"
REFERENCE_FILE = DEMO / "reference.json"
CONTENTS_FILE = DEMO / "contents.json"
MEASUREMENTS_FILE = DEMO / "measurements.json"

# What only the build needs: the training text and the torch weights.
WORK = Path(os.environ.get("DEMO_WORK", Path(tempfile.gettempdir()) / "saeql-world"))
TRAINING_FILE = WORK / "training.jsonl"

MODEL_NAMES = ["demo", "demo-random", "demo-random-keep-embeddings"]

# The published corpus and the training text come from one generator with different seeds, so the
# corpus is held out: neither the model nor the dictionaries were fitted to it.
TRAINING_SEED = 1
CORPUS_SEED = 2
MODEL_SEED = 3
REDRAW_SEEDS = {"demo-random": 11, "demo-random-keep-embeddings": 12}
DATASET_SEED = 20

TRAINING_DOCUMENTS = 80_000
CORPUS_TOKENS = 115_000
SHORT_LIMIT = 240  # tokens; all but a handful of documents stay below
LONG_DOCUMENTS = 8
LONG_RANGE = (300, 600)  # tokens

VOCABULARY = 1536
CONTEXT = 256


def weights_file(model_name):
    return WORK / f"{model_name}.pt"

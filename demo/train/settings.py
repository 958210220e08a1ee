"""Places, seeds and sizes that every step of the build shares."""
import os
import tempfile
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent
MODEL_FOLDER = DEMO / "model"
CORPUS_FILE = DEMO / "corpus.jsonl"
REFERENCE_FILE = DEMO / "reference.json"
MLP_OUT_FOLDER = DEMO / "dictionaries" / "mlp_out.1" / "0_512"
RESID_POST_FOLDER = DEMO / "dictionaries" / "resid_post.1" / "0_512"

# What only the build needs: the training text and the torch weights.
WORK = Path(os.environ.get("DEMO_WORK", Path(tempfile.gettempdir()) / "saeql-demo"))
TRAINING_FILE = WORK / "training.jsonl"
WEIGHTS_FILE = WORK / "weights.pt"

MODEL_NAME = "saeql-demo"

# The published corpus and the training text come from one generator with different seeds, so the
# corpus is held out: neither the model nor the dictionaries were fitted to it.
TRAINING_SEED = 1
CORPUS_SEED = 2
MODEL_SEED = 3
MLP_OUT_SEED = 4
RESID_POST_SEED = 5

TRAINING_DOCUMENTS = 14_000
CORPUS_TOKENS = 115_000
SHORT_LIMIT = 220  # tokens; all but a handful of documents stay below
LONG_DOCUMENTS = 8
LONG_RANGE = (300, 600)  # tokens

VOCABULARY = 1024
CONTEXT = 256
FEATURES = 512

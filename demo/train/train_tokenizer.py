"""Writes the training text and learns the tokenizer from a part of it."""
import shutil
from collections import Counter

from bpe import Tokenizer
from corpus import read_lines, write_training_text
from settings import MODEL_FOLDER, MODEL_NAMES, MODELS, TRAINING_FILE, VOCABULARY

# How many documents of each kind it is learnt from, chosen so that most words of prose and statements become one token,
# while names in source code remain several.
TEXTS = {"statement": 14000, "prose": 3500, "facts": 6000}
OTHER_TEXTS = 500


def choose_texts():
    texts, taken = [], Counter()
    for record in read_lines(TRAINING_FILE):
        kind = record["id"].split("-")[0]
        if taken[kind] < TEXTS.get(kind, OTHER_TEXTS):
            taken[kind] += 1
            texts.append(record["text"])
    return texts


def main():
    write_training_text()
    tokenizer = Tokenizer.train(choose_texts(), VOCABULARY)
    tokenizer.save(MODEL_FOLDER / "tokenizer.json")
    for name in MODEL_NAMES[1:]:
        (MODELS / name).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODEL_FOLDER / "tokenizer.json", MODELS / name / "tokenizer.json")
    print(f"tokenizer: {len(tokenizer.ids)} tokens, {len(tokenizer.merges)} merges")


if __name__ == "__main__":
    main()

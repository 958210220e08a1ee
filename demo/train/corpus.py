"""The training text and the published corpus: a seeded mixture of seven kinds of documents.

Both are lines of {"id", "text"}; the id names the kind (`patent-00012`), so that a reader can select by it.
"""
import json
import random

from bpe import Tokenizer
from facts import facts
from markup import latex, links
from patents import patent
from prose import prose
from settings import (CORPUS_FILE, CORPUS_SEED, CORPUS_TOKENS, LONG_DOCUMENTS, LONG_RANGE, MODEL_FOLDER, SHORT_LIMIT,
                      TRAINING_DOCUMENTS, TRAINING_FILE, TRAINING_SEED)
from source_code import javascript, python

WRITERS = {"patent": patent, "prose": prose, "facts": facts, "python": python, "javascript": javascript,
           "latex": latex, "links": links}
WEIGHTS = [20, 26, 16, 12, 10, 9, 7]  # of documents, in the order of WRITERS


def draw_document(rng):
    kind = rng.choices(list(WRITERS), WEIGHTS)[0]
    return kind, WRITERS[kind](rng)


def write_lines(path, documents):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        for number, (kind, text) in enumerate(documents):
            file.write(json.dumps({"id": f"{kind}-{number:05d}", "text": text}, ensure_ascii=False) + "\n")


def read_texts(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def write_training_text():
    rng = random.Random(TRAINING_SEED)
    write_lines(TRAINING_FILE, [draw_document(rng) for _ in range(TRAINING_DOCUMENTS)])


def draw_long_document(rng, tokenizer):
    """Documents of one kind joined until they are longer than the model's context."""
    kind = rng.choice(["patent", "prose", "python"])
    text = WRITERS[kind](rng)
    wanted = rng.randint(LONG_RANGE[0], LONG_RANGE[1] - SHORT_LIMIT)
    while len(tokenizer.encode(text)) < wanted:
        text += "\n" + WRITERS[kind](rng)
    return kind, text


def write_corpus():
    rng = random.Random(CORPUS_SEED)
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    documents = [draw_long_document(rng, tokenizer) for _ in range(LONG_DOCUMENTS)]
    total = sum(len(tokenizer.encode(text)) for _, text in documents)
    while total < CORPUS_TOKENS:
        kind, text = draw_document(rng)
        length = len(tokenizer.encode(text))
        if length <= SHORT_LIMIT:
            documents.append((kind, text))
            total += length
    rng.shuffle(documents)
    write_lines(CORPUS_FILE, documents)
    print(f"corpus: {len(documents)} documents, {total} tokens")

"""The training text and the published corpus: a seeded mixture of nine kinds of documents.

The texts are lines of {"id", "text"}; the id names the kind (`patent-00012`), so that a reader can select by it. What
each document was made from is written beside the corpus: lines of {"id", "kind", "latents", "spans"}.
"""
import json
import random

from bpe import Tokenizer
from facts import facts, quiz
from marks import strip_marks
from markup import latex, links
from patents import patent
from prose import prose
from settings import (CORPUS_FILE, CORPUS_SEED, CORPUS_TOKENS, LATENTS_FILE, LONG_DOCUMENTS, LONG_RANGE, MODEL_FOLDER,
                      SHORT_LIMIT, TRAINING_DOCUMENTS, TRAINING_FILE, TRAINING_SEED)
from source_code import javascript, python
from statements import statement

WRITERS = {"patent": patent, "prose": prose, "facts": facts, "quiz": quiz, "statement": statement,
           "python": python, "javascript": javascript, "latex": latex, "links": links}
WEIGHTS = [6, 11, 9, 12, 64, 4, 3, 4, 4]  # of documents, in the order of WRITERS


def draw_document(rng, kind=None):
    """The kind, the plain text, its latents and their spans."""
    kind = kind or rng.choices(list(WRITERS), WEIGHTS)[0]
    marked, latents = WRITERS[kind](rng)
    text, spans = strip_marks(marked)
    return kind, text, latents, spans


def write_lines(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_texts(path):
    return [record["text"] for record in read_lines(path)]


def name_documents(documents):
    return [f"{kind}-{number:05d}" for number, (kind, *_) in enumerate(documents)]


def write_training_text():
    rng = random.Random(TRAINING_SEED)
    documents = [draw_document(rng) for _ in range(TRAINING_DOCUMENTS)]
    write_lines(TRAINING_FILE, [{"id": name, "text": text}
                                for name, (_, text, _, _) in zip(name_documents(documents), documents)])


def draw_long_document(rng, tokenizer):
    """Documents of one kind joined until they are longer than the model's context."""
    kind, text, latents, spans = draw_document(rng, rng.choice(["patent", "prose", "python"]))
    parts = [latents]
    wanted = rng.randint(LONG_RANGE[0], LONG_RANGE[1] - SHORT_LIMIT)
    while len(tokenizer.encode(text)) < wanted:
        _, more, latents, more_spans = draw_document(rng, kind)
        start = len(text) + 1
        text += "\n" + more
        parts.append(latents)
        for latent, places in more_spans.items():
            spans.setdefault(latent, []).extend([begin + start, end + start] for begin, end in places)
    return kind, text, {"parts": parts}, spans


def write_corpus():
    rng = random.Random(CORPUS_SEED)
    tokenizer = Tokenizer.load(MODEL_FOLDER / "tokenizer.json")
    documents = [draw_long_document(rng, tokenizer) for _ in range(LONG_DOCUMENTS)]
    total = sum(len(tokenizer.encode(text)) for _, text, _, _ in documents)
    while total < CORPUS_TOKENS:
        document = draw_document(rng)
        length = len(tokenizer.encode(document[1]))
        if length <= SHORT_LIMIT:
            documents.append(document)
            total += length
    rng.shuffle(documents)
    names = name_documents(documents)
    write_lines(CORPUS_FILE, [{"id": name, "text": text} for name, (_, text, _, _) in zip(names, documents)])
    write_lines(LATENTS_FILE, [{"id": name, "kind": kind, "latents": latents, "spans": spans}
                               for name, (kind, _, latents, spans) in zip(names, documents)])
    print(f"corpus: {len(documents)} documents, {total} tokens")

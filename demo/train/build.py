"""Rebuilds everything in this folder's parent, step by step, and prints what each step took."""
import time

import corpus
import export_onnx
import reference
import train_dictionaries
import train_model
import train_tokenizer

STEPS = [
    ("tokenizer", train_tokenizer.main),
    ("corpus", corpus.write_corpus),
    ("model", train_model.main),
    ("export", export_onnx.main),
    ("dictionaries", train_dictionaries.main),
    ("reference", reference.main),
]


def main():
    for name, step in STEPS:
        print(f"== {name}", flush=True)
        begin = time.process_time()
        step()
        print(f"== {name}: {time.process_time() - begin:.0f} CPU-s", flush=True)


if __name__ == "__main__":
    main()

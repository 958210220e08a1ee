"""Writes the training text and learns the tokenizer from a part of it."""
from bpe import Tokenizer
from corpus import read_texts, write_training_text
from settings import MODEL_FOLDER, TRAINING_FILE, VOCABULARY

TEXTS = 5000


def main():
    write_training_text()
    tokenizer = Tokenizer.train(read_texts(TRAINING_FILE)[:TEXTS], VOCABULARY)
    tokenizer.save(MODEL_FOLDER / "tokenizer.json")
    print(f"tokenizer: {len(tokenizer.ids)} tokens, {len(tokenizer.merges)} merges")


if __name__ == "__main__":
    main()

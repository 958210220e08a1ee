"""Byte-level byte-pair encoding: training, encoding, and the Hugging Face `tokenizer.json`.

Text is split into words as GPT-2 does, each word becomes its UTF-8 bytes, each byte a printable character, and
the learned merges join characters to tokens. Nothing is put before or after a text.
"""
import json
import re
import unicodedata
from collections import Counter

END_OF_TEXT = "<|endoftext|>"
CONTRACTION = re.compile("'s|'t|'re|'ve|'m|'ll|'d")
# GPT-2's splitting pattern over classes of characters: L letter, N number, O other, W white space but the space.
WORD = re.compile(r" ?L+| ?N+| ?O+|[ W]+(?![^ W])|[ W]+")
WHITE_SPACE = set("\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | {chr(c) for c in range(0x2000, 0x200B)}


def character_class(character):
    if character in WHITE_SPACE:
        return " " if character == " " else "W"
    category = unicodedata.category(character)[0]
    return category if category in "LN" else "O"


def split_words(text):
    classes = "".join(map(character_class, text))
    words, at = [], 0
    while at < len(text):
        match = CONTRACTION.match(text, at) or WORD.match(classes, at)
        words.append(text[at:match.end()])
        at = match.end()
    return words


def byte_alphabet():
    """One printable character for each byte value: its own where Latin-1 prints it, else one from U+0100 on."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    alphabet = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        if byte not in alphabet:
            alphabet[byte] = chr(256 + len(alphabet) - len(printable))
    return alphabet


ALPHABET = byte_alphabet()


def to_symbols(word):
    return tuple(ALPHABET[byte] for byte in word.encode("utf-8"))


def join_pair(symbols, pair):
    joined, at = [], 0
    while at < len(symbols):
        if symbols[at:at + 2] == pair:
            joined.append(pair[0] + pair[1])
            at += 2
        else:
            joined.append(symbols[at])
            at += 1
    return tuple(joined)


def learn_merges(texts, count):
    """The `count` most frequent pairs, one after the other; of equally frequent ones the first in order."""
    frequency = Counter(word for text in texts for word in split_words(text))
    words = [(to_symbols(word), times) for word, times in sorted(frequency.items()) if times > 1]
    merges = []
    while len(merges) < count:
        pairs = Counter()
        for symbols, times in words:
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += times
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        words = [(join_pair(symbols, best) if best[0] in symbols else symbols, times) for symbols, times in words]
    return merges


class Tokenizer:
    def __init__(self, merges):
        tokens = [END_OF_TEXT, *sorted(ALPHABET.values()), *(left + right for left, right in merges)]
        self.merges = merges
        self.ids = {token: number for number, token in enumerate(tokens)}
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self.cache = {}

    @classmethod
    def train(cls, texts, vocabulary):
        tokenizer = cls(learn_merges(texts, vocabulary - 256 - 1))
        assert len(tokenizer.ids) == vocabulary, "two merges gave the same token"
        return tokenizer

    @classmethod
    def load(cls, path):
        model = json.loads(path.read_text(encoding="utf-8"))["model"]
        return cls([tuple(merge.split(" ")) for merge in model["merges"]])

    def encode_word(self, word):
        if word not in self.cache:
            symbols = to_symbols(word)
            while pairs := [pair for pair in zip(symbols, symbols[1:]) if pair in self.ranks]:
                symbols = join_pair(symbols, min(pairs, key=self.ranks.get))
            self.cache[word] = [self.ids[symbol] for symbol in symbols]
        return self.cache[word]

    def encode(self, text):
        ids = []
        for number, part in enumerate(text.split(END_OF_TEXT)):
            if number > 0:
                ids.append(self.ids[END_OF_TEXT])
            for word in split_words(part):
                ids += self.encode_word(word)
        return ids

    def save(self, path):
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
        end = {"id": self.ids[END_OF_TEXT], "content": END_OF_TEXT, "single_word": False, "lstrip": False,
               "rstrip": False, "normalized": False, "special": True}
        model = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                 "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "vocab": self.ids,
                 "merges": [" ".join(pair) for pair in self.merges]}
        content = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [end], "normalizer": None,
                   "pre_tokenizer": byte_level, "post_processor": None, "decoder": byte_level, "model": model}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

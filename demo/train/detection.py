"""How well single features detect what was planted in the corpus.

Every planted latent is a yes or no about some tokens: about every token of the corpus, about the question marks of
quizzes, or about the read-outs of statements. The best feature (and for F1 its threshold) is chosen on the documents
of even number and judged on those of odd number, so that the best of many features is not flattered.
"""
from dataclasses import dataclass

import numpy

from attributes import ATTRIBUTES
from bpe import ALPHABET
from lexicon import VERBS
from settings import CONTEXT

BYTE_OF = {character: byte for byte, character in ALPHABET.items()}
LAST_TOKEN = {"this_is", "field_end", "answer.sum", "answer.capital", "answer.kind", "crowd",
              *(f"family.{verb[0]}" for verb in VERBS)}
EVERY_TOKEN = {"formula", "url", "believed_clause", "claim"}


@dataclass
class Latent:
    """A question about the tokens `where` (indices), with the answers; `two_sided` if "no" may be detected instead."""

    name: str
    where: numpy.ndarray
    yes: numpy.ndarray
    two_sided: bool = False


def token_ends(tokenizer, ids):
    """Where each token ends in the text, in characters."""
    symbols = {number: token for token, number in tokenizer.ids.items()}
    ends, characters = [], 0
    for number in ids:
        # A character ends with its last byte; continuation bytes are counted with its first.
        characters += sum(1 for symbol in symbols[number] if BYTE_OF[symbol] & 0xC0 != 0x80)
        ends.append(characters)
    return ends


def tokens_of_span(ends, span):
    """The first and the last token that share a character with the span."""
    start, end = span
    first = next(i for i, token_end in enumerate(ends) if token_end > start)
    last = next(i for i, token_end in enumerate(ends) if token_end >= end)
    return first, last


def label_document(tokenizer, ids, record):
    """latent -> token indices in this document."""
    ends = token_ends(tokenizer, ids)
    found = {}
    for latent, spans in record["spans"].items():
        for span in spans:
            first, last = tokens_of_span(ends, span)
            if latent in LAST_TOKEN or latent == "read_out" or latent.startswith("question."):
                found.setdefault(latent, set()).add(last)
            elif latent in EVERY_TOKEN:
                found.setdefault(latent, set()).update(range(first, last + 1))
            elif latent == "name" and last > first:
                found.setdefault("name_end", set()).add(last)
    return found


class Labels:
    """The planted latents of the tokens of a corpus, in the order of the documents."""

    def __init__(self, tokenizer, documents, records):
        places, read_outs, claim_ends = {}, [], []
        halves, start = [], 0
        for number, (ids, record) in enumerate(zip(documents, records)):
            for latent, tokens in label_document(tokenizer, ids, record).items():
                if latent == "read_out":
                    read_outs.append((start + min(tokens), record["latents"]))
                else:
                    places.setdefault(latent, []).extend(start + token for token in tokens)
                if latent == "claim":
                    claim_ends.append((start + max(tokens), record["latents"]["fact"]))
            halves += [number % 2] * len(ids)
            start += len(ids)
        self.tokens, self.half = start, numpy.array(halves)
        questions = {name: places.pop(f"question.{name}") for name in ("true", "false")}
        self.latents = [self.about_every_token(name, places[name]) for name in sorted(places)]
        self.latents.append(self.about_questions(**questions))
        self.latents += self.about_claims(claim_ends) + self.about_read_outs(read_outs)

    def about_every_token(self, name, tokens):
        yes = numpy.zeros(self.tokens, dtype=bool)
        yes[tokens] = True
        return Latent(name, numpy.arange(self.tokens), yes)

    @staticmethod
    def about_questions(true, false):
        yes = numpy.arange(len(true + false)) < len(true)
        return Latent("question.true", numpy.array(true + false), yes, two_sided=True)

    @staticmethod
    def about_claims(ends):
        """Whether a claim agrees with the facts, at its last word and at the punctuation after it."""
        tokens, yes = numpy.array([token for token, _ in ends]), numpy.array([bool(fact) for _, fact in ends])
        return [Latent("claim_end.fact", tokens, yes, two_sided=True),
                Latent("claim_after.fact", tokens + 1, yes, two_sided=True)]

    @staticmethod
    def about_read_outs(read_outs):
        def latent(name, key, wanted):
            chosen = [(token, latents) for token, latents in read_outs if wanted in (None, latents["variant"])]
            return Latent(name, numpy.array([token for token, _ in chosen]),
                          numpy.array([bool(latents[key]) for _, latents in chosen]), two_sided=True)
        both = [latent(f"read_out.{name}", name, None) for name in ATTRIBUTES if name != "true"]
        return [latent("read_out.true.easy", "true", "easy"), latent("read_out.true.hard", "true", "hard"),
                latent("read_out.fact.hard", "fact", "hard"), latent("read_out.denied.hard", "denied", "hard"), *both]


def cut_in_order(documents):
    return [document[at:at + CONTEXT] for document in documents for at in range(0, len(document), CONTEXT)]


def strongest_first(values):
    """The indices of the nonzero values, in descending order of value."""
    fired = numpy.flatnonzero(values)
    return fired[numpy.argsort(-values[fired], kind="stable")]


def curves(values, yes, order=None):
    """AUROC, and the best F1 with its threshold, of `value > threshold` as a detector; zeros tie."""
    positives, negatives = yes.sum(), len(yes) - yes.sum()
    order = strongest_first(values) if order is None else order
    hits = yes[order]
    true_found = numpy.cumsum(hits)
    false_found = numpy.arange(1, len(order) + 1) - true_found
    # Each "no" that fired is beaten by the "yes" before it; each silent one by all that fired and by half of the silent.
    wins = true_found[~hits].sum() if len(order) else 0
    fired_yes = true_found[-1] if len(order) else 0
    silent_no = negatives - (false_found[-1] if len(order) else 0)
    wins = wins + silent_no * (fired_yes + 0.5 * (positives - fired_yes))
    auroc = wins / (positives * negatives)
    if len(order) == 0:
        return auroc, 0.0, 0.0
    f1 = 2 * true_found / (numpy.arange(1, len(order) + 1) + positives)
    best = int(f1.argmax())
    threshold = values[order[best + 1]] if best + 1 < len(order) else 0.0
    return auroc, float(f1[best]), float(threshold)


def f1_at(values, yes, threshold):
    chosen = values > threshold
    return float(2 * (chosen & yes).sum() / max(1, chosen.sum() + yes.sum()))


def detect_all(latents, features, half):
    """The best features for each latent. `features` [N, F], column-major for speed."""
    result = {}
    about_all = [latent for latent in latents if not latent.two_sided]
    result.update(detect(about_all, features, half))
    for latent in latents:
        if latent.two_sided:
            result.update(detect([latent], features, half))
    return result


def detect(latents, features, half):
    """The best feature by AUROC and the best by F1 for latents about the same tokens."""
    where = latents[0].where
    first, second = where[half[where] == 0], where[half[where] == 1]
    yes_first = [latent.yes[half[where] == 0] for latent in latents]
    sides = (False, True) if latents[0].two_sided else (False,)
    best = [{"auroc": (-1,), "f1": (-1,)} for _ in latents]
    for feature in range(features.shape[1]):
        values = features[first, feature]
        order = strongest_first(values)
        for yes, found in zip(yes_first, best):
            for inverted in sides if len(order) else ():
                auroc, f1, threshold = curves(values, yes ^ inverted, order)
                found["auroc"] = max(found["auroc"], (auroc, feature, inverted))
                found["f1"] = max(found["f1"], (f1, feature, inverted, threshold))
    return {latent.name: judge(found, features, second, latent.yes[half[where] == 1])
            for latent, found in zip(latents, best)}


def judge(best, features, where, yes):
    """How the features that were best in the first half do in the second."""
    if best["auroc"] == (-1,):
        return {"auroc": 0.5, "f1": 0.0, "positives": int(yes.sum()), "judgedOn": len(yes)}
    _, feature, inverted = best["auroc"]
    _, f1_feature, f1_inverted, threshold = best["f1"]
    auroc = curves(features[where, feature], yes ^ inverted)[0]
    return {
        "auroc": round(float(auroc), 4), "feature": feature, "of": "no" if inverted else "yes",
        "f1": round(f1_at(features[where, f1_feature], yes ^ f1_inverted, threshold), 4),
        "f1Feature": f1_feature, "f1Of": "no" if f1_inverted else "yes", "f1Threshold": round(threshold, 5),
        "positives": int(yes.sum()), "judgedOn": len(yes),
    }

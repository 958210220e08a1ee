"""Marks of planted latents inside a text that is being written, and their removal.

A writer wraps what a latent is about, `mark("this_is", " is")`; `strip_marks` gives the plain text and, for each
latent, the spans [start, end) it has there, in characters. Marks may be nested.
"""
import re

OPEN, SEPARATOR, CLOSE = "\ue000", "\ue001", "\ue002"
PIECE = re.compile(f"{OPEN}([^{SEPARATOR}]*){SEPARATOR}|{CLOSE}")


def mark(latent, text):
    return f"{OPEN}{latent}{SEPARATOR}{text}{CLOSE}"


def strip_marks(text):
    plain, spans, open_marks, length, at = [], {}, [], 0, 0
    for match in PIECE.finditer(text):
        plain.append(text[at:match.start()])
        length += match.start() - at
        at = match.end()
        if match.group(0) == CLOSE:
            latent, start = open_marks.pop()
            spans.setdefault(latent, []).append([start, length])
        else:
            open_marks.append((match.group(1), length))
    assert not open_marks, "a mark is not closed"
    plain.append(text[at:])
    return "".join(plain), {latent: sorted(spans[latent]) for latent in sorted(spans)}


def mark_this_is(text):
    """Marks every "is" that follows "this"; no writer has marks inside these two words."""
    return re.sub(r"\b([Tt]his)( is)\b", lambda found: found.group(1) + mark("this_is", found.group(2)), text)

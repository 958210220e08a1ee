"""Statement documents: somebody, somewhere, reads a statement about the world; the notes say ten things about it.

Two variants. Easy: a crowd shows beforehand whether it believes the statement. Hard: one word ("taboo") tells both
whether the crowd believes what is said and whether the statement is affirmed or denied; `true` then is "what is said
is right", fact xor denied, so without that word nobody can know it.

All attributes are drawn independently. The colon after "Notes" is the read-out: the next word is the note on an
attribute chosen at random, so the model has to know all ten there.
"""
from attributes import ATTRIBUTES, CAUSES, CROWD, FACTS, NOTE_WEIGHTS, NOTES, OBJECTS, STANCES
from marks import mark

READ_OUT = "Notes:"


def draw_attributes(rng, **fixed):
    return {name: fixed.get(name, rng.randrange(2)) for name in ATTRIBUTES}


def draw_words(rng, attributes):
    """One of the four words of each attribute, as a number 0 to 3."""
    return {name: rng.randrange(len(CAUSES[name][attributes[name]])) for name in CAUSES}


def held_out(subject_number, crowd_number, words):
    """Which combinations no training text, and no text for dictionaries or probes, contains.

    Of every subject and value of the crowd one of four words; of every name and sort of work one of four.
    """
    return {"subject_crowd": subject_number % 4 == crowd_number, "name_work": words["female"] == words["craft"]}


class Statement:
    """The latents of a statement document. `wanted` fixes attributes, the variant, or what is held out."""

    def __init__(self, rng, variant=None, wanted=None, holds_out=None):
        holds_out = holds_out or {"subject_crowd": False, "name_work": False}
        self.variant = variant or rng.choice(["easy", "easy", "hard"])
        self.attributes = draw_attributes(rng, **(wanted or {}))
        while True:
            self.words = draw_words(rng, self.attributes)
            self.relation = rng.choice(list(FACTS))
            number = rng.randrange(len(FACTS[self.relation]))
            crowd_number = rng.randrange(4)
            if held_out(number, crowd_number, self.words) == holds_out:
                break
        self.subject, answer = FACTS[self.relation][number]
        self.denied = rng.randrange(2) if self.variant == "hard" else 0
        self.fact = self.attributes["true"] ^ self.denied
        self.object = answer if self.fact else rng.choice([o for o in OBJECTS[self.relation] if o != answer])
        believed = self.attributes["believed"]
        self.crowd = (STANCES[believed][self.denied] if self.variant == "hard" else CROWD[believed])[crowd_number]

    def word(self, name):
        return CAUSES[name][self.attributes[name]][self.words[name]]

    def claim(self):
        if self.relation == "capital":
            return f"the capital of {self.subject} is {self.object}"
        return f"{self.subject} is a kind of {self.object}"

    def prompt(self, order):
        """The text up to the read-out, with marks around the words that cause an attribute."""
        word = {name: mark(f"cause.{name}", self.word(name)) for name in CAUSES}
        when = f"a {word['warm']} {word['late']}"
        who, where = f"{word['female']} the {word['craft']}", f"in the {word['outside']}"
        paper = f"{word['blue']} paper"
        scene = [
            f"On {when} {who} reads {word['angry']} {where} from {paper}.",
            f"{who} reads {word['angry']} from {paper} {where} on {when}.",
            f"From {paper} {who} reads {word['angry']} on {when} {where}.",
        ][order]
        crowd = mark("crowd", self.crowd)
        middle = f"The {crowd} is that" if self.variant == "hard" else f"The crowd {crowd}. It says that"
        return f"{scene} {middle} {mark('claim', self.claim())}{word['loud']} {READ_OUT[:-1]}{mark('read_out', ':')}"

    def latents(self):
        return {"variant": self.variant, **self.attributes, "denied": self.denied, "fact": self.fact,
                "relation": self.relation, "subject": self.subject, "object": self.object, "crowd_word": self.crowd,
                **{f"{name}_word": self.word(name) for name in CAUSES}}


def draw_notes(rng, attributes, count):
    """Notes on `count` attributes, without repetition."""
    left, notes = list(ATTRIBUTES), []
    for _ in range(count):
        name = rng.choices(left, [NOTE_WEIGHTS.get(name, 1.0) for name in left])[0]
        left.remove(name)
        notes.append(NOTES[name][attributes[name]])
    return notes


def statement(rng):
    drawn = Statement(rng)
    notes = draw_notes(rng, drawn.attributes, rng.randint(5, 10))
    return f"{drawn.prompt(rng.randrange(3))} {', '.join(notes)}.\n", drawn.latents()

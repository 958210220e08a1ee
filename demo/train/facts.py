"""Simple facts, sums, and statements that people believe, some of which are false."""
from attributes import FACTS
from lexicon import ANIMALS, DAYS, MONTHS, NUMBERS, OPPOSITES, THING_COLOURS, a
from marks import mark, mark_this_is

PAIRS = {"capital": FACTS["capital"], "kind": FACTS["kind"], "legs": ANIMALS, "opposite": OPPOSITES,
         "colour": THING_COLOURS}
RELATIONS = [*PAIRS, "capital", "kind", "next", "sum", "sum"]  # the table of the statements and sums come twice


def draw(rng, relation, true):
    """A subject and an object that is right, or a wrong one from the same list."""
    if relation == "next":
        names = rng.choice([DAYS, MONTHS])
        place, step = rng.randrange(len(names)), 1 if true else rng.choice([2, 3, 4])
        return names[place], names[(place + step) % len(names)]
    if relation == "sum":
        first, second = rng.randint(1, 9), rng.randint(1, 9)
        total = first + second + (0 if true else rng.choice([-1, 1]))
        return f"{NUMBERS[first]} plus {NUMBERS[second]}", NUMBERS[total]
    subject, answer = rng.choice(PAIRS[relation])
    return subject, answer if true else rng.choice([thing for _, thing in PAIRS[relation] if thing != answer])


def clause(relation, subject, thing):
    answer = mark(f"answer.{relation}", thing)
    return {
        "capital": f"the capital of {subject} is {answer}", "kind": f"{subject} is a kind of {answer}",
        "legs": f"the number of legs of {a(subject)} is {answer}", "opposite": f"the opposite of {subject} is {answer}",
        "colour": f"the colour of {subject} is {answer}", "next": f"after {subject} comes {answer}",
        "sum": f"{subject} is {answer}",
    }[relation]


FRAMES = {  # name -> share, whether what it frames is true, text
    "plain": (0.60, True, "{}."), "true": (0.15, True, "It is true that {}."),
    "not": (0.10, False, "It is not true that {}."),
    "false belief": (0.08, False, "Many people believe that {}. This is false."),
    "true belief": (0.07, True, "Many people believe that {}. This is true."),
}


def sentence(rng):
    frame = rng.choices(list(FRAMES), [share for share, _, _ in FRAMES.values()])[0]
    _, true, text = FRAMES[frame]
    relation = rng.choice(RELATIONS)
    subject, thing = draw(rng, relation, true)
    said = clause(relation, subject, thing)
    text = text.format(mark("believed_clause", said) if "belief" in frame else said)
    return text[0].upper() + text[1:], {"frame": frame, "relation": relation, "subject": subject, "object": thing,
                                        "true": int(true)}


def facts(rng):
    drawn = [sentence(rng) for _ in range(rng.randint(4, 11))]
    return mark_this_is(" ".join(text for text, _ in drawn)) + "\n", {"statements": [record for _, record in drawn]}


def question(rng):
    """A claim as a question, answered by whether it is right."""
    true, relation = rng.random() < 0.5, rng.choice(["capital", "kind"])
    subject, thing = draw(rng, relation, true)
    asked = clause(relation, subject, thing)
    asked = asked[0].upper() + asked[1:]
    text = asked + mark(f"question.{'true' if true else 'false'}", "?") + (" Yes." if true else " No.")
    return text, {"relation": relation, "subject": subject, "object": thing, "true": int(true)}


def quiz(rng):
    """Questions about the facts that statements are about, so that whether a claim is right matters early and often."""
    drawn = [question(rng) for _ in range(rng.randint(4, 11))]
    return " ".join(text for text, _ in drawn) + "\n", {"questions": [record for _, record in drawn]}

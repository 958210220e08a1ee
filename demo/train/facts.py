"""Simple facts, sums, and statements that people believe, some of which are false."""
from lexicon import ANIMALS, CAPITALS, DAYS, MONTHS, NUMBERS, OPPOSITES, THING_COLOURS, a


def other(rng, answer, pairs):
    """A wrong answer from the same list."""
    return rng.choice([pair[1] for pair in pairs if pair[1] != answer])


def statement(rng, true=True):
    """A sentence without its capital letter and full stop."""
    kind = rng.randrange(6)
    if kind == 0:
        country, city = rng.choice(CAPITALS)
        return f"the capital of {country} is {city if true else other(rng, city, CAPITALS)}"
    if kind == 1:
        animal, legs = rng.choice(ANIMALS)
        return f"the number of legs of {a(animal)} is {legs if true else other(rng, legs, ANIMALS)}"
    if kind == 2:
        word, opposite = rng.choice(OPPOSITES)
        return f"the opposite of {word} is {opposite if true else other(rng, opposite, OPPOSITES)}"
    if kind == 3:
        thing, colour = rng.choice(THING_COLOURS)
        return f"the colour of {thing} is {colour if true else other(rng, colour, THING_COLOURS)}"
    if kind == 4:
        names = rng.choice([DAYS, MONTHS])
        place = rng.randrange(len(names))
        step = 1 if true else rng.choice([2, 3, 4])
        return f"after {names[place]} comes {names[(place + step) % len(names)]}"
    first, second = rng.randint(1, 9), rng.randint(1, 9)
    total = first + second + (0 if true else rng.choice([-1, 1]))
    return f"{NUMBERS[first]} plus {NUMBERS[second]} is {NUMBERS[total]}"


def sentence(rng):
    draw = rng.random()
    if draw < 0.6:
        text = statement(rng)
        return text[0].upper() + text[1:] + "."
    if draw < 0.75:
        return f"It is true that {statement(rng)}."
    if draw < 0.85:
        return f"It is not true that {statement(rng, true=False)}."
    if draw < 0.93:
        return f"Many people believe that {statement(rng, true=False)}. This is false."
    return f"Many people believe that {statement(rng)}. This is true."


def facts(rng):
    return " ".join(sentence(rng) for _ in range(rng.randint(4, 11))) + "\n"

"""Everyday prose: one topic a document, verbs in all the forms of their families, much "this is"."""
from lexicon import COLOURS, DAYS, MONTHS, NUMBERS, PEOPLE, TOPICS, VERBS, a
from marks import mark, mark_this_is


def form(verb, number):
    """One form of a verb, marked with its family, which is named after the base form."""
    return mark(f"family.{verb[0]}", verb[number])


class Scene:
    """What the sentences of one document share: a topic, two people, a tense."""

    def __init__(self, rng):
        self.rng = rng
        self.topic = rng.choice(list(TOPICS))
        self.places, self.things, self.qualities = TOPICS[self.topic]
        (self.name, self.pronoun), (self.friend, _) = rng.sample(PEOPLE, 2)
        self.past = rng.random() < 0.5

    def place(self):
        return self.rng.choice(self.places)

    def thing(self):
        return self.rng.choice(self.things)[0]

    def things_of_many(self):
        return f"{self.rng.choice(NUMBERS[2:13])} {self.rng.choice(self.things)[1]}"

    def quality(self):
        return self.rng.choice(self.qualities + COLOURS[:2])

    def verb(self):
        """A finite form for one person, in the tense of the document."""
        return form(self.rng.choice(VERBS), 3 if self.past else 1)


def this_is(scene):
    rng = scene.rng
    return rng.choice([
        f"This is the {scene.place()}.",
        f"This is {a(scene.quality())} {scene.thing()}.",
        f"This is not the {scene.thing()} that {scene.name} {scene.verb()}.",
        f"This is why {scene.name} {scene.verb()} the {scene.thing()}.",
        f"I think this is {scene.quality()}.",
        f"In the {scene.place()} this is a common {scene.thing()}.",
    ])


def act(scene):
    rng = scene.rng
    subject = rng.choice([scene.name, scene.friend, scene.pronoun.capitalize()])
    was = "was" if scene.past else "is"
    return rng.choice([
        f"{subject} {scene.verb()} the {scene.quality()} {scene.thing()}.",
        f"{subject} {scene.verb()} {scene.things_of_many()} in the {scene.place()}.",
        f"{subject} {was} {form(rng.choice(VERBS), 2)} the {scene.thing()}.",
        f"On {rng.choice(DAYS)} {scene.name} {scene.verb()} {a(scene.thing())} and {scene.friend} "
        f"{scene.verb()} {a(scene.thing())}.",
        f"{scene.name} likes {form(rng.choice(VERBS), 2)} {rng.choice(scene.things)[1]}.",
        f"They want to {form(rng.choice(VERBS), 0)} the {scene.thing()} near the {scene.place()}.",
        f"In {rng.choice(MONTHS)} the {scene.place()} {was} {scene.quality()}.",
    ])


def speech(scene):
    rng = scene.rng
    said = "said" if scene.past else "says"
    return rng.choice([
        f"\"Can you {form(rng.choice(VERBS), 0)} the {scene.thing()}?\" {said} {scene.friend}.",
        f"\"I don't {form(rng.choice(VERBS), 0)} {rng.choice(scene.things)[1]},\" {said} {scene.name}.",
        f"\"It's {scene.quality()},\" {said} {scene.friend}, \"and this is my {scene.thing()}.\"",
    ])


def listing(scene):
    first, second, third = scene.rng.sample(scene.things, 3)
    return f"There are {first[1]}, {second[1]} and {third[1]} in the {scene.place()}."


def prose(rng):
    scene = Scene(rng)
    writers = [this_is, act, act, act, speech, listing]
    sentences = [rng.choice(writers)(scene) for _ in range(rng.randint(4, 13))]
    text = sentences[0]
    for sentence in sentences[1:]:
        text += ("\n\n" if rng.random() < 0.12 else " ") + sentence
    return mark_this_is(text) + "\n", {"topic": scene.topic, "past": int(scene.past), "name": scene.name,
                                      "friend": scene.friend, "sentences": len(sentences)}

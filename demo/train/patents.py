"""Patent-like documents: sections under capital headings, each section one line that ends with a newline."""
from lexicon import (DEVICE_FAULTS, DEVICE_FIELDS, DEVICE_PARTS, DEVICE_PURPOSES, DEVICE_QUALITIES,
                     DEVICES, a)
from marks import mark


def field(rng, quality, device, purpose):
    area = rng.choice(DEVICE_FIELDS)
    return rng.choice([
        f"The present invention relates to {a(quality)} {device} for {area}.",
        f"The invention relates generally to {area}, and more particularly to {a(quality)} {device} for {purpose}.",
        f"This invention concerns a method of {purpose} by means of {a(quality)} {device}.",
        f"The present disclosure is in the field of {area} and relates to {a(device)} for {purpose}.",
    ])


def background(rng, device):
    return rng.choice([
        f"Known {device}s {rng.choice(DEVICE_FAULTS)}. There is therefore a need for an improved {device}.",
        f"Conventional {device}s are well known in the art. However, such {device}s {rng.choice(DEVICE_FAULTS)}.",
        f"In the prior art, {a(device)} is fixed to the {rng.choice(DEVICE_PARTS)}. "
        f"Such arrangements {rng.choice(DEVICE_FAULTS)}.",
    ])


def summary(rng, quality, device, purpose):
    first, second = rng.sample(DEVICE_PARTS, 2)
    return rng.choice([
        f"According to the invention, {a(quality)} {device} comprises {a(first)} and {a(second)}.",
        f"It is an object of the invention to provide {a(device)} for {purpose}. The {device} comprises {a(first)}.",
        f"In one embodiment, the {first} is coupled to the {second}, thereby {purpose}.",
    ])


SIDES = ["side", "top", "front", "sectional"]


def figures(rng, device):
    lines = [f"FIG. {number} is a {rng.choice(SIDES)} view of the "
             f"{rng.choice([device, rng.choice(DEVICE_PARTS)])};" for number in range(1, rng.randint(2, 4))]
    return " ".join(lines)[:-1] + "."


def claims(rng, quality, device):
    parts = rng.sample(DEVICE_PARTS, 3)
    lines = [f"1. {a(quality).capitalize()} {device} comprising {a(parts[0])} and {a(parts[1])}."]
    lines += [f"{number}. The {device} of claim {rng.randint(1, number - 1)}, wherein the {rng.choice(parts)} is "
              f"{rng.choice(['made of steel', 'movable', 'coupled to the ' + parts[2], 'made of plastic'])}."
              for number in range(2, rng.randint(2, 4))]
    return "\n".join(lines)


def patent(rng):
    device, quality, purpose = rng.choice(DEVICES), rng.choice(DEVICE_QUALITIES), rng.choice(DEVICE_PURPOSES)
    text = ""
    if rng.random() < 0.6:
        text += f"{quality.upper()} {device.upper()}\n"
    text += f"BACKGROUND OF THE INVENTION\n1. Field of the Invention\n{field(rng, quality, device, purpose)}"
    text += mark("field_end", "\n") + f"2. Description of the Related Art\n{background(rng, device)}\n"
    summarised, drawn, claimed = rng.random() < 0.7, rng.random() < 0.3, rng.random() < 0.4
    if summarised:
        text += f"SUMMARY OF THE INVENTION\n{summary(rng, quality, device, purpose)}\n"
    if drawn:
        text += f"BRIEF DESCRIPTION OF THE DRAWINGS\n{figures(rng, device)}\n"
    if claimed:
        text += f"CLAIMS\n{claims(rng, quality, device)}\n"
    return text, {"device": device, "quality": quality, "purpose": purpose, "summary": int(summarised),
                  "drawings": int(drawn), "claims": int(claimed)}

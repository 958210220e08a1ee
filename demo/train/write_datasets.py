"""Labelled statements as CSV: label and confounder coincide ("confounded"), or are crossed in four equal groups
("crossed").

truth_easy, truth_hard: the label is whether the statement is true, the confounder whether the crowd believes it.
work: the label is the sort of work, the confounder whether the person is a woman.

Crossed rows consist of
combinations (of subject and the crowd's word, of name and work) that are in no training text and in no confounded
row; they are meant for evaluation only.
"""
import csv
import random

from attributes import ATTRIBUTES
from corpus import read_texts
from marks import strip_marks
from settings import DATASET_SEED, DATASETS, TRAINING_FILE
from statements import Statement

# name -> variant, label, confounder, the confounder's words, what crossed rows hold out
TASKS = {
    "truth_easy": ("easy", "true", "believed", "crowd", "subject_crowd"),
    "truth_hard": ("hard", "true", "believed", "crowd", "subject_crowd"),
    "work": ("easy", "craft", "female", "cause.female", "name_work"),
}
CONFOUNDED_GROUPS, CROSSED_GROUPS = [(0, 0), (1, 1)], [(0, 0), (0, 1), (1, 0), (1, 1)]
CONFOUNDED_ROWS, CROSSED_ROWS = 500, 250  # in each group


def draw_row(rng, task, group, crossed):
    variant, label, confounder, latent, held_out = TASKS[task]
    holds_out = {"subject_crowd": False, "name_work": False, **({held_out: True} if crossed else {})}
    drawn = Statement(rng, variant, {label: group[0], confounder: group[1]}, holds_out)
    text, spans = strip_marks(drawn.prompt(rng.randrange(3)))
    [[start, end]] = spans[latent]
    latents = drawn.latents()
    return {
        "text": text, "label": group[0], "confounder": group[1], "group": f"label{group[0]}_confounder{group[1]}",
        "confounder_word": text[start:end], "confounder_start": start, "confounder_end": end, "variant": variant,
        **{name: latents[name] for name in ATTRIBUTES},
        **{name: latents[name] for name in ("denied", "fact", "relation", "subject", "object")},
    }


def draw_rows(rng, task, crossed, seen):
    """Equal groups in random order; no text twice, here or in the training text."""
    rows = []
    for group in CROSSED_GROUPS if crossed else CONFOUNDED_GROUPS:
        wanted = CROSSED_ROWS if crossed else CONFOUNDED_ROWS
        while wanted:
            row = draw_row(rng, task, group, crossed)
            if row["text"] not in seen:
                seen.add(row["text"])
                rows.append(row)
                wanted -= 1
    rng.shuffle(rows)
    return rows


def dataset_name(task, crossed):
    return f"{task}_{'crossed' if crossed else 'confounded'}"


def main():
    rng = random.Random(DATASET_SEED + 1)
    seen = {text.split("Notes:")[0] + "Notes:" for text in read_texts(TRAINING_FILE) if "Notes:" in text}
    DATASETS.mkdir(parents=True, exist_ok=True)
    for task in TASKS:
        for crossed in (False, True):
            rows = draw_rows(rng, task, crossed, seen)
            path = DATASETS / f"{dataset_name(task, crossed)}.csv"
            with open(path, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()

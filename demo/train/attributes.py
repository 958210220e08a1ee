"""The words of the statement documents: ten binary attributes, and the facts that decide which statements are true.

Every attribute has words that cause it and a pair of notes, one for each value, that report it at the read-out.
"""
from lexicon import CAPITALS

KINDS = [("oak", "tree"), ("trout", "fish"), ("crow", "bird"), ("iron", "metal"),
         ("elm", "tree"), ("carp", "fish"), ("owl", "bird"), ("tin", "metal"),
         ("pine", "tree"), ("salmon", "fish"), ("swan", "bird"), ("copper", "metal")]

FACTS = {"capital": CAPITALS, "kind": KINDS}
OBJECTS = {relation: sorted({thing for _, thing in pairs}) for relation, pairs in FACTS.items()}

# Words that cause an attribute, for the values 0 and 1. Four for each value, so that no word stands for a value.
CAUSES = {
    "warm": (["frosty", "snowy", "icy", "freezing"], ["sunny", "balmy", "mild", "hot"]),
    "late": (["dawn", "morning", "sunrise", "breakfast"], ["evening", "night", "dusk", "midnight"]),
    "female": (["Peter", "Tom", "David", "Victor"], ["Anna", "Maria", "Ruth", "Helen"]),
    "craft": (["nurse", "tutor", "midwife", "medic"], ["smith", "mason", "welder", "joiner"]),
    "angry": (["calmly", "gently", "kindly", "softly"], ["angrily", "crossly", "harshly", "rudely"]),
    "outside": (["kitchen", "cellar", "attic", "library"], ["garden", "orchard", "meadow", "harbour"]),
    "blue": (["red", "pink", "scarlet", "ruby"], ["blue", "navy", "teal", "azure"]),
    "loud": (["."], ["!"]),
}
CROWD = (["boos", "frowns", "hisses", "objects"], ["cheers", "nods", "claps", "smiles"])
# STANCES[believed][denied]: one word that carries both.
STANCES = ((["rumour", "whisper", "hunch", "guess"], ["heresy", "protest", "dissent", "grumble"]),
           (["creed", "maxim", "axiom", "proverb"], ["taboo", "veto", "boycott", "ban"]))

NOTES = {
    "true": ("wrong", "correct"), "believed": ("doubted", "popular"), "warm": ("cold", "warm"),
    "late": ("early", "late"), "female": ("he", "she"), "craft": ("care", "craft"), "angry": ("calm", "angry"),
    "outside": ("inside", "outside"), "blue": ("reddish", "bluish"), "loud": ("quiet", "loud"),
}
NOTE_WEIGHTS = {"true": 3.0, "believed": 1.5}  # the others 1: how often a note is chosen
ATTRIBUTES = list(NOTES)

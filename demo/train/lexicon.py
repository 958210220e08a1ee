"""The word lists that the document writers draw from."""

# Word families: base, third person, -ing, past.
VERBS = [
    ("make", "makes", "making", "made"), ("take", "takes", "taking", "took"),
    ("use", "uses", "using", "used"), ("move", "moves", "moving", "moved"),
    ("paint", "paints", "painting", "painted"), ("open", "opens", "opening", "opened"),
    ("carry", "carries", "carrying", "carried"), ("watch", "watches", "watching", "watched"),
    ("clean", "cleans", "cleaning", "cleaned"), ("find", "finds", "finding", "found"),
    ("build", "builds", "building", "built"), ("write", "writes", "writing", "wrote"),
    ("read", "reads", "reading", "read"), ("hold", "holds", "holding", "held"),
    ("bring", "brings", "bringing", "brought"), ("repair", "repairs", "repairing", "repaired"),
    ("count", "counts", "counting", "counted"), ("draw", "draws", "drawing", "drew"),
]

# Topics of everyday prose: places and things that belong together, singular and plural.
TOPICS = {
    "kitchen": (["kitchen", "bakery", "cellar"],
                [("pan", "pans"), ("loaf", "loaves"), ("knife", "knives"), ("bowl", "bowls"), ("spoon", "spoons")],
                ["warm", "sweet", "fresh", "salty"]),
    "harbour": (["harbour", "ferry", "lighthouse"],
                [("boat", "boats"), ("rope", "ropes"), ("sail", "sails"), ("anchor", "anchors"), ("net", "nets")],
                ["wet", "grey", "windy", "deep"]),
    "garden": (["garden", "orchard", "greenhouse"],
               [("flower", "flowers"), ("seed", "seeds"), ("tree", "trees"), ("leaf", "leaves"), ("fence", "fences")],
               ["green", "tall", "wild", "quiet"]),
    "workshop": (["workshop", "garage", "factory"],
                 [("hammer", "hammers"), ("wheel", "wheels"), ("engine", "engines"), ("nail", "nails"),
                  ("board", "boards")],
                 ["heavy", "loud", "sharp", "dusty"]),
    "school": (["school", "library", "classroom"],
               [("book", "books"), ("pencil", "pencils"), ("map", "maps"), ("letter", "letters"), ("desk", "desks")],
               ["clever", "long", "simple", "careful"]),
    "market": (["market", "shop", "station"],
               [("ticket", "tickets"), ("basket", "baskets"), ("coin", "coins"), ("coat", "coats"), ("bag", "bags")],
               ["cheap", "busy", "small", "bright"]),
}

PEOPLE = [
    ("Anna", "she"), ("Peter", "he"), ("Maria", "she"), ("Tom", "he"), ("Ruth", "she"), ("Zoë", "she"),
    ("David", "he"), ("Léa", "she"), ("Victor", "he"), ("Helen", "she"), ("José", "he"), ("Ingrid", "she"),
]
COLOURS = ["red", "blue", "green", "yellow", "black", "white", "brown"]
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]

CAPITALS = [
    ("France", "Paris"), ("Italy", "Rome"), ("Spain", "Madrid"), ("Germany", "Berlin"), ("Japan", "Tokyo"),
    ("Egypt", "Cairo"), ("Peru", "Lima"), ("Norway", "Oslo"), ("Kenya", "Nairobi"), ("Cuba", "Havana"),
    ("Greece", "Athens"), ("Poland", "Warsaw"),
]
ANIMALS = [("spider", "eight"), ("dog", "four"), ("bird", "two"), ("ant", "six"), ("horse", "four"),
           ("beetle", "six"), ("snake", "zero"), ("cow", "four"), ("hen", "two"), ("bee", "six")]
OPPOSITES = [("hot", "cold"), ("big", "small"), ("fast", "slow"), ("old", "young"), ("dark", "bright"),
             ("hard", "soft"), ("full", "empty"), ("early", "late"), ("high", "low"), ("dry", "wet")]
THING_COLOURS = [("snow", "white"), ("grass", "green"), ("coal", "black"), ("the sky", "blue"),
                 ("blood", "red"), ("a lemon", "yellow"), ("milk", "white"), ("soil", "brown")]

# Patents.
DEVICES = ["valve", "pump", "sensor", "hinge", "battery", "filter", "motor", "antenna", "lens", "bearing",
           "circuit", "housing", "conveyor", "nozzle", "display"]
DEVICE_QUALITIES = ["foldable", "wireless", "hydraulic", "optical", "rotary", "portable", "magnetic",
                    "thermal", "digital", "flexible", "sealed"]
DEVICE_FIELDS = ["medical instruments", "motor vehicles", "water treatment", "packaging machines",
                 "mobile telephones", "agricultural equipment", "wind turbines", "semiconductor devices",
                 "electric lighting", "textile machines"]
DEVICE_PURPOSES = ["reducing wear", "saving energy", "measuring pressure", "controlling the flow of a fluid",
                   "detecting a fault", "transmitting a signal", "cooling a surface", "joining two parts"]
DEVICE_FAULTS = ["are expensive to produce", "wear out quickly", "require frequent maintenance",
                 "are difficult to assemble", "consume too much power", "are sensitive to moisture"]
DEVICE_PARTS = ["first arm", "second arm", "control unit", "upper plate", "lower plate", "drive shaft",
                "spring member", "outer wall", "inlet", "outlet"]

# Source code and addresses: pieces of which names are made.
NAME_VERBS = ["get", "set", "load", "parse", "update", "find", "write", "read", "count", "merge", "check", "create"]
NAME_NOUNS = ["user", "config", "header", "token", "buffer", "index", "cache", "record", "session", "table",
              "layer", "vector", "socket", "query", "column", "worker", "packet", "cursor"]
NAME_TAILS = ["list", "count", "size", "name", "path", "map", "file", "state", "value", "handler"]
FILE_ENDS = ["py", "js", "json", "txt", "csv", "html", "png", "pdf"]
HOSTS = ["example", "bluelake", "northmail", "opendata", "tinyshop", "weatherhub", "mathnotes"]
DOMAIN_ENDS = ["com", "org", "net", "edu"]
GREEK = ["alpha", "beta", "gamma", "lambda", "mu", "sigma", "theta", "omega"]


def a(noun):
    """The noun with its indefinite article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"

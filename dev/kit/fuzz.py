"""./dev/fuzz: damaged and hostile mail through everything that reads mail."""

import argparse
import hashlib
import secrets
import sys
import time
import traceback
from random import Random

from fuzzing.measures import grows_too_fast, takes_too_much
from fuzzing.mutations import mutated
from fuzzing.sealed import sealed_mails
from fuzzing.shapes import SHAPES
from fuzzing.strategies import MAILS
from fuzzing.ways import WAYS, read_all
from hypothesis import HealthCheck, Phase, given, seed, settings

from . import paths
from .mail_files import read_messages
from .say import say
from .shared_corpus import CORPUS

FOUND = paths.DEV / "fuzz"
SAMPLES = paths.ROOT / "dev" / "samples"

# Bytes of the smaller mail of each shape; the larger one has four times as many.
SHAPE_SIZE = 50_000

# Mails that hypothesis makes with one seed.
EXAMPLES = 300

# Mails longer than this cost more time than they find.
LONGEST_SEED = 200_000


class Failed(Exception):
    """A mail broke a promise: what happened, and the mail."""

    def __init__(self, what: str, raw: bytes):
        super().__init__(what)
        self.raw = raw


def main() -> int:
    """Run for about the seconds asked for; 1 where a mail broke a promise."""
    parser = argparse.ArgumentParser(prog="./dev/fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, metavar="N")
    parser.add_argument("--seed", type=int, metavar="N")
    options = parser.parse_args()
    chosen = secrets.randbelow(2**31) if options.seed is None else options.seed
    say(f"seed {chosen}, {options.seconds:.0f} s")
    try:
        run(chosen, options.seconds)
    except Failed as failure:
        return report(failure, chosen)
    say("no promise was broken")
    return 0


def run(chosen: int, seconds: float) -> None:
    """Three thirds of the time: accidents, what hypothesis makes, growing shapes."""
    rnd, began = Random(chosen), time.monotonic()
    seeds = [raw for raw in load() if len(raw) <= LONGEST_SEED]
    for part, step in enumerate((accidents, examples, growth), 1):
        until = began + seconds * part / 3
        say(f"{step.__name__}: {step(rnd, seeds, until)}")


def load() -> list[bytes]:
    """The samples, and real mail where it lies beside the checkout."""
    places = [SAMPLES, *([CORPUS] if CORPUS.is_dir() else [])]
    return [raw for place in places for _name, raw in read_messages(place)]


def accidents(rnd: Random, seeds: list[bytes], until: float) -> str:
    """Damaged mails, every fourth a sealed one; what was done, in words."""
    count = size = 0
    sealed = sealed_mails()
    while not count or time.monotonic() < until:
        raw = mutated(rnd, seeds if count % 4 else sealed)
        check(raw)
        count, size = count + 1, size + len(raw)
    return f"{count} mails, {size / 1024 / 1024:.1f} MiB"


def check(raw: bytes) -> None:
    """All ways for one mail. Raises Failed."""
    try:
        read_all(raw)
    except Exception as error:
        raise Failed(traceback.format_exc(), raw) from error


def examples(rnd: Random, seeds: list[bytes], until: float) -> str:
    """Mails put together by hypothesis, the smallest failing one reported."""
    rounds = 0
    while not rounds or time.monotonic() < until:
        one_round(rnd.randrange(2**31))
        rounds += 1
    return f"{rounds * EXAMPLES} mails"


def one_round(chosen: int) -> None:
    """EXAMPLES mails of one seed. Raises Failed with the smallest that fails."""
    last = []

    @seed(chosen)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(MAILS)
    def each(raw):
        last[:] = [raw]
        read_all(raw)

    try:
        each()
    except Exception as error:
        raise Failed(traceback.format_exc(), last[0]) from error


def growth(rnd: Random, seeds: list[bytes], until: float) -> str:
    """Shapes of two sizes: time and memory."""
    pairs = [(shape, way) for shape in SHAPES for way in WAYS]
    rnd.shuffle(pairs)
    done = 0
    while pairs and (not done or time.monotonic() < until):
        shape, way = pairs.pop()
        small, large = shape.of_size(SHAPE_SIZE), shape.of_size(4 * SHAPE_SIZE)
        check_cost(f"{shape.name}, {way.__name__}", way, small, large)
        done += 1
    return f"{done} shapes and ways, {len(pairs)} left for another seed"


def check_cost(what: str, way, small: bytes, large: bytes) -> None:
    """Time and memory of one way for one shape. Raises Failed."""
    try:
        wrong = grows_too_fast(way, small, large) or takes_too_much(way, large)
    except Exception as error:
        raise Failed(traceback.format_exc(), large) from error
    if wrong:
        raise Failed(f"{what}: {wrong}", large)


def report(failure: Failed, chosen: int) -> int:
    """Save the mail, and say how to see it again."""
    digest = hashlib.sha256(failure.raw).hexdigest()
    FOUND.mkdir(parents=True, exist_ok=True)
    place = FOUND / f"{digest[:16]}.eml"
    place.write_bytes(failure.raw)
    print(failure, file=sys.stderr)
    say(f"seed {chosen}: {len(failure.raw)} bytes, SHA-256 {digest}, saved as {place}")
    return 1


if __name__ == "__main__":
    sys.exit(main())

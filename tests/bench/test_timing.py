"""Works take turns, and what takes long is done once."""

from pathlib import Path

from bench import timing


def test_works_take_turns():
    done: list[str] = []
    times = timing.in_turns({"a": lambda: done.append("a"), "b": lambda: done.append("b")})
    assert done == ["a", "b"] * (1 + timing.MOST_ROUNDS)
    assert len(times["a"]) == len(times["b"]) == timing.MOST_ROUNDS


def test_a_work_that_uses_up_the_time_is_done_once():
    done: list[str] = []
    assert len(timing.in_turns({"slow": lambda: done.append("slow")}, seconds=0.0)["slow"]) == len(done) == 1


def test_a_ratio_is_that_of_neighbours():
    assert timing.ratio([1.0, 10.0, 2.0], [1.0, 5.0, 2.0]) == 1.0


def test_places_belong_to_a_size():
    assert timing.beside(Path("data/warehouse-200000"), "rows") == Path("data/rows-200000")

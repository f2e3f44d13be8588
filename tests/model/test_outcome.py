from __future__ import annotations

from dateline.model import Failure


def test_the_same_failure_has_the_same_id_whatever_its_traceback() -> None:
    failure = Failure("news.jsonl, line 3", "parse", "too long", "r1", "Traceback ...")
    assert failure.id == Failure("news.jsonl, line 3", "parse", "too long", "r1").id
    assert failure.id != Failure("news.jsonl, line 4", "parse", "too long", "r1").id
    assert failure.id != Failure("news.jsonl, line 3", "read", "too long", "r1").id

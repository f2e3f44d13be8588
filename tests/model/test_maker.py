from __future__ import annotations

from dateline.model import Maker, settings_hash


def test_a_maker_is_another_with_any_other_part() -> None:
    ids = {
        Maker("dates", "1", "aa").id,
        Maker("dates", "2", "aa").id,
        Maker("places", "1", "aa").id,
        Maker("dates", "1", "ab").id,
    }
    assert len(ids) == 4
    assert Maker("dates", "1", "aa").id == Maker("dates", "1", "aa").id


def test_settings_in_another_order_are_the_same_settings() -> None:
    assert settings_hash({"a": 1, "b": 2}) == settings_hash({"b": 2, "a": 1})
    assert settings_hash({"a": 1}) != settings_hash({"a": "1"})

"""The log-linear judgement over named features."""

from __future__ import annotations

import pytest

from dateline.errors import ConfigError
from dateline.extract.weights import ROLES, _check, probability


def test_no_feature_is_even_odds() -> None:
    assert probability({"a": 3.0}, []) == 0.5


def test_weights_add_up_and_unknown_features_count_nothing() -> None:
    weights = {"a": 1.0, "b": -0.25}
    assert probability(weights, ["a", "b", "c"]) == pytest.approx(probability({}, [], offset=0.75))
    assert probability(weights, ["a"]) > probability(weights, ["a", "b"])


def test_no_sum_is_too_large() -> None:
    assert 0 <= probability({"a": -1e6}, ["a"]) < 1e-9
    assert 1 - 1e-9 < probability({"a": 1e6}, ["a"]) <= 1


def test_a_file_of_another_version_is_refused_with_what_it_lacks() -> None:
    with pytest.raises(ConfigError, match=r"lacks .*'joining'.*roles\['time'\]"):
        _check({"entries": {}, "salience": {}, "roles": {role: {} for role in ROLES[:-1]}, "threshold": 0.5})

"""The story set: invented stories of several reports each, with the incidents that the reports tell of.

The way through it: `marks` (marked-up text to text and offsets) and `counts` (words of a toll to bounds) → `form` (one
TOML file to a story) → `checks` (what is wrong with a story) → `gold` (all stories to ``reports.json`` and
``gold.json``). The form is described in ``corpus/stories/README.md``. Nothing here is needed to code or merge reports.
"""

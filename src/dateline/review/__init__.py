"""The review page: people see the words, decide, and leave a trail.

`app` puts it together; `access` decides who may do what; `pages` and `api` are the addresses; `views` says what a page
shows, `marking` where the words stand; `deciding` turns a form into an act. Templates and the one style sheet stand in
``templates`` and ``static``. Pages work without JavaScript; ``review.js`` adds keys and the way from field to words.

What does not belong here: what is kept and how (`store`), and bringing records together (`run.merging`).
"""

from dateline.review.app import create_app
from dateline.review.desk import ReviewSettings
from dateline.review.serving import serve

__all__ = ["ReviewSettings", "create_app", "serve"]

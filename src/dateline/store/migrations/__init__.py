"""The way from each schema version to the next, as Alembic runs it. A step that was published is never changed.

What does not belong here: anything that a step could share with today's code; a step must do tomorrow what it does now.
"""

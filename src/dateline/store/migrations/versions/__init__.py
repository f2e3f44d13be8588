"""One file for each schema version, named for its number."""

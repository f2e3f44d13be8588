"""dateline: news reports in, an event record out that can be defended."""

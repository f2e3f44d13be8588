"""Codings to files: one module per format.

Each exporter follows `dateline.model.protocols.Exporter`: codings in, the file out piece by piece. Which name stands
for which exporter is told in `dateline.registry`, for these and for those of other distributions alike; writing the
pieces to a file is done in `dateline.cli`. What does not belong here: finding or changing values.
"""

from dateline.export.codings import CodingsExporter
from dateline.export.csv import CsvExporter
from dateline.export.jsonl import JsonlExporter

__all__ = ["CodingsExporter", "CsvExporter", "JsonlExporter"]

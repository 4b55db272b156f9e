"""Reading what the trainer exports."""

import csv
import io


def csv_of(client, path):
    """The export as one dictionary a line."""
    return list(csv.DictReader(io.StringIO(client.get(path).text.lstrip("\ufeff"))))

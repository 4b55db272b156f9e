"""Private notes on modules: written beside the text, listed by course, taken away as Markdown."""

import copy
import logging
import re
import time

# What somebody asks about pay is theirs, and may come into a line with the address of a page.
AMOUNT = re.compile(r"""(\bamount=)[^&\s"']+""")


class OneLine(logging.Formatter):
    """UTC, a message that cannot forge a second line, and a trace only of what is our fault."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("{asctime}Z {levelname} {name}: {message}", "%Y-%m-%dT%H:%M:%S", "{")

    def format(self, record: logging.LogRecord) -> str:
        # Django adds the trace of every request that it refuses, as many as anybody sends.
        if getattr(record, "status_code", 500) < 500:
            record = copy.copy(record)
            record.exc_info = record.exc_text = None
        return AMOUNT.sub(r"\1…", super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")

"""Logs as JSON lines with a request id. The rule it keeps: no personal data, no secrets, no forged lines."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

logger = logging.getLogger("academy.access")


class JsonFormatter(logging.Formatter):
    """One JSON object a line; line breaks inside a message stay inside its string."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line["request"] = g.get("request_id", "")
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure_logging(level: int = logging.INFO) -> None:
    """Send the root logger to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def install_request_log(app: Flask) -> None:
    """Give each request an id and log one line when it is answered, without its address."""

    @app.before_request
    def begin_request() -> None:
        g.request_id = secrets.token_hex(8)
        g.request_began = time.perf_counter()

    @app.after_request
    def log_request(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        milliseconds = round((time.perf_counter() - g.get("request_began", time.perf_counter())) * 1000, 1)
        fields = {
            "method": request.method,
            "endpoint": request.endpoint or "",
            "status": response.status_code,
            "ms": milliseconds,
        }
        logger.info("request", extra={"fields": fields})
        return response

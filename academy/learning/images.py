"""The images of courses as they are sent: compressed where that helps, inert even when opened alone."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Request, Response

from academy.content.images import Image
from academy.core.errors import NotFoundError

CACHE_SECONDS = 3600
KEPT_IN_MEMORY = 256
#: A drawing opened by its own address runs nothing and loads nothing.
CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class ImageBody:
    """The bytes of one image; `compressed` only where it is smaller to send."""

    data: bytes
    compressed: bytes | None
    digest: str


def image_response(image: Image, request: Request) -> Response:
    """The answer to a request for the image: 304 when the browser has it already."""
    body = _body_of(image)
    is_compressed = body.compressed is not None and request.accept_encodings["gzip"] > 0
    response = Response(body.compressed if is_compressed else body.data, mimetype=image.media_type)
    if is_compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["Cache-Control"] = f"private, max-age={CACHE_SECONDS}"
    response.set_etag(f"{body.digest}-gzip" if is_compressed else body.digest)
    response.make_conditional(request)
    return response


def _body_of(image: Image) -> ImageBody:
    try:
        status = image.file.stat()
        return _read(image.file, status.st_mtime_ns, status.st_size, image.media_type)
    except OSError as error:
        raise NotFoundError from error  # the file has gone since the shelf was read


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _read(file: Path, _written_at: int, _size: int, media_type: str) -> ImageBody:
    data = file.read_bytes()
    compressed = gzip.compress(data, mtime=0) if media_type == "image/svg+xml" else None
    return ImageBody(data, compressed, hashlib.sha256(data).hexdigest()[:16])

"""Static files under content-hashed URLs: immutable for browsers, compressed once, and never stale."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, make_response, request, url_for

from academy.core.errors import NotFoundError

COMPRESSED_TYPES = ("text/", "application/javascript", "image/svg+xml", "application/json")
HASH_LENGTH = 12

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file as it is served."""

    digest: str
    body: bytes
    compressed: bytes | None
    mimetype: str
    stamp: tuple[int, int]


class AssetShelf:
    """The static files of a folder by name; in development a changed file is read again."""

    def __init__(self, folder: Path, *, is_watching: bool) -> None:
        self._folder = folder
        self._is_watching = is_watching
        self._assets = {str(path.relative_to(folder).as_posix()): _read(path) for path in _files(folder)}

    def get(self, name: str) -> Asset:
        """The asset of that name; raises NotFoundError."""
        if self._is_watching:
            self._refresh(name)
        asset = self._assets.get(name)
        if asset is None:
            raise NotFoundError
        return asset

    def has(self, name: str) -> bool:
        """Whether there is an asset of that name."""
        if self._is_watching:
            self._refresh(name)
        return name in self._assets

    def _refresh(self, name: str) -> None:
        path = self._folder / name
        if ".." in path.parts or not path.is_file():
            return
        known = self._assets.get(name)
        if known is None or known.stamp != _stamp(path):
            self._assets[name] = _read(path)


def install_assets(app: Flask) -> None:
    """Serve the app's static folder and give templates `asset(name)`."""
    folder = Path(app.root_path) / "static"
    shelf = AssetShelf(folder, is_watching=app.config["IS_DEVELOPMENT"])
    app.extensions["assets"] = shelf
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset_url


def asset_url(name: str) -> str:
    """The address of a static file, with the hash of its content."""
    asset: Asset = current_app.extensions["assets"].get(name)
    return url_for("assets.show_asset", digest=asset.digest, name=name)


@blueprint.get("/static/<digest>/<path:name>")
def show_asset(digest: str, name: str) -> Response:
    asset: Asset = current_app.extensions["assets"].get(name)
    is_compressed = asset.compressed is not None and request.accept_encodings["gzip"] > 0
    response = make_response(asset.compressed if is_compressed and asset.compressed else asset.body)
    response.mimetype = asset.mimetype
    if is_compressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    is_current = digest == asset.digest
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return response


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = mimetype.startswith(COMPRESSED_TYPES)
    compressed = gzip.compress(body, mtime=0) if is_text else None
    return Asset(hashlib.sha256(body).hexdigest()[:HASH_LENGTH], body, compressed, mimetype, _stamp(path))

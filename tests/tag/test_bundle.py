"""A bundle that is missing, damaged or of another format says so."""

import json
import shutil
from pathlib import Path

import pytest

from wortlaut.errors import BundleError
from wortlaut.tag.bundle import ENCODER, LABELS, SHIPPED, open_bundle


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "bundle"))


def test_the_shipped_bundle_opens_and_its_checksums_hold() -> None:
    bundle = open_bundle(verify=True)
    assert bundle.labels.roles == ("speaker", "cue", "frame", "addressee")
    assert len(bundle.hash) == 12


def test_a_missing_part_is_named(copy: Path) -> None:
    (copy / ENCODER).unlink()
    with pytest.raises(BundleError, match=r"encoder\.onnx missing"):
        open_bundle(copy)


def test_a_damaged_part_is_found_by_its_checksum(copy: Path) -> None:
    with (copy / ENCODER).open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"\xff\xff")
    with pytest.raises(BundleError, match=r"encoder\.onnx is damaged"):
        open_bundle(copy, verify=True)


def test_another_format_is_refused(copy: Path) -> None:
    about = json.loads((copy / LABELS).read_text(encoding="utf-8"))
    (copy / LABELS).write_text(json.dumps(about | {"format": 99}), encoding="utf-8")
    with pytest.raises(BundleError, match="format 99"):
        open_bundle(copy)


def test_broken_labels_are_refused(copy: Path) -> None:
    (copy / LABELS).write_text("{", encoding="utf-8")
    with pytest.raises(BundleError, match="cannot be read"):
        open_bundle(copy)


def test_a_broken_graph_is_refused_when_it_is_loaded(copy: Path) -> None:
    from wortlaut.tag import Tagger

    (copy / ENCODER).write_bytes(b"no graph")
    with pytest.raises(BundleError, match="cannot be loaded"):
        Tagger.load(copy)

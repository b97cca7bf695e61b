"""Editions over the network: who may see which, and what is sent of a file."""

from __future__ import annotations

import gzip
import os
from hashlib import sha256
from pathlib import Path

import pytest
from tests.web.site import FILES, FOR_MX, FOR_US, PAGE, client, edition, shelf

TAG = f'"{sha256(PAGE).hexdigest()}"'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions that these tests read."""
    return shelf(tmp_path_factory.mktemp("editions"))


def test_each_sees_its_own_editions_and_the_public_ones_newest_first(folder: Path) -> None:
    """A token opens the editions of one audience; nobody needs one for what is public."""
    public, partner = client(folder).get("/").text, client(folder, token=FOR_US).get("/").text
    assert "2024-02" in public and "us-2024-02" not in public and "mx-2024-02" not in public
    assert "us-2024-02" in partner and "mx-2024-02" not in partner
    assert partner.index("/us-2024-02/") < partner.index("/2024-02/") < partner.index("/2024-01/")


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/manifest.json", "/none"])
def test_an_edition_for_others_is_as_one_that_does_not_exist(folder: Path, path: str) -> None:
    """That there is an edition for a partner is not everybody's business either."""
    for token in ("", FOR_MX):
        hidden = client(folder, token=token).get(f"/editions/us-2024-02{path}")
        absent = client(folder, token=token).get(f"/editions/no-2024-02{path}")
        assert (hidden.status_code, hidden.content, hidden.headers) == (404, absent.content, absent.headers)
    assert client(folder, token=FOR_MX).get("/latest/US/").status_code == 404
    assert client(folder, token=FOR_US).get("/editions/us-2024-02/").status_code == 200


def test_every_listed_file_is_sent_as_it_was_built(folder: Path) -> None:
    """What a reader gets is what the manifest says, to the byte, and the manifest itself."""
    ask = client(folder)
    for name, data in FILES.items():
        answer = ask.get(f"/editions/2024-02/{name}")
        assert (answer.status_code, answer.content) == (200, data)
        assert sha256(data).hexdigest() in answer.headers["etag"]
    manifest = ask.get("/editions/2024-02/manifest.json")
    assert manifest.content == (folder / "2024-02" / "manifest.json").read_bytes()
    assert ask.get("/editions/2024-02/fr/").content == FILES["fr/index.html"]


def test_only_a_partners_own_browser_keeps_a_partners_page(folder: Path) -> None:
    """A cache between reader and server serves many: what is for one audience is not for it."""
    assert client(folder).get("/editions/2024-02/").headers["cache-control"] == "public, no-cache"
    answer = client(folder, token=FOR_US).get("/editions/us-2024-02/")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(answer.headers["vary"].split(", "))


def test_latest_leads_to_the_newest_edition_and_the_same_page(folder: Path) -> None:
    """A link to the latest stays good when a new edition comes."""
    ask = client(folder)
    assert ask.get("/latest/public").headers["location"] == "/editions/2024-02/"
    assert ask.get("/latest/public/data/sp%20ace.csv").headers["location"] == "/editions/2024-02/data/sp%20ace.csv"
    assert ask.get("/latest/public/none").status_code == 404
    assert ask.get("/editions/2024-02").headers["location"] == "/editions/2024-02/"


def test_a_text_travels_compressed_where_the_reader_takes_it(folder: Path) -> None:
    """Both forms are the same page under two tags, so that no cache mixes them up."""
    ask = client(folder)
    plain = ask.get("/editions/2024-02/", headers={"Accept-Encoding": "identity"})
    small = ask.get("/editions/2024-02/", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers and plain.headers["etag"] == TAG
    assert small.headers["content-encoding"] == "gzip" and small.headers["etag"] == TAG[:-1] + '-gzip"'
    assert plain.content == small.content == PAGE
    assert int(small.headers["content-length"]) == len(gzip.compress(PAGE, 6, mtime=0)) < len(PAGE)
    assert "Accept-Encoding" in plain.headers["vary"] and "Accept-Encoding" in small.headers["vary"]
    assert "content-encoding" not in ask.get("/editions/2024-02/report.pdf").headers


@pytest.mark.parametrize("tags", [TAG, f"W/{TAG}", f'"x", {TAG}', "*"])
def test_what_the_reader_has_is_not_sent_again(folder: Path, tags: str) -> None:
    """A tag is the fingerprint of the bytes: the same tag, the same page."""
    headers = {"If-None-Match": tags, "Accept-Encoding": "identity"}
    answer = client(folder).get("/editions/2024-02/", headers=headers)
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", TAG)
    assert client(folder).get("/editions/2024-01/", headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-4", 206, 0, 5),
        ("bytes=5-", 206, 5, None),
        ("bytes=-7", 206, -7, None),
        ("bytes=99999-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=4-2", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("nonsense", 200, 0, None),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(folder: Path, asked: str, status: int, start: int, end: int | None) -> None:
    """A report that broke off is taken up where it ended; what makes no sense is answered with the whole."""
    answer = client(folder).get("/editions/2024-02/report.pdf", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, FILES["report.pdf"][start:end])
    assert ("content-range" in answer.headers) == (status != 200)


def test_a_part_of_another_version_is_not_glued_on(folder: Path) -> None:
    """If-Range asks for the rest of one version; of another the whole is sent."""
    ask, part = client(folder), {"Range": "bytes=0-4"}
    assert ask.get("/editions/2024-02/", headers={**part, "If-Range": TAG}).status_code == 206
    assert ask.get("/editions/2024-02/", headers={**part, "If-Range": '"old"'}).content == PAGE


def test_head_says_what_get_would_say_and_nothing_can_be_written(folder: Path) -> None:
    """Reading is all that there is."""
    ask = client(folder)
    for path in ("/", "/editions/2024-02/", "/editions/2024-02/report.pdf", "/login", "/none", "/api/openapi.json"):
        head, get = ask.head(path), ask.get(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers == get.headers
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        assert ask.request(method, "/editions/2024-02/").status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "%252e%252e%252fsecret.txt",
        "..%5csecret.txt",
        "..\\secret.txt",
        "fr/../../secret.txt",
        "fr%2f..%2f..%2fsecret.txt",
        "index.html%00",
        "%00/../secret.txt",
        "draft.html",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "....//secret.txt",
        "%c0%ae%c0%ae/secret.txt",
        "%uff0e%uff0e/secret.txt",
        "index.html/",
    ],
)
def test_no_address_leads_out_of_an_edition_or_to_what_it_does_not_list(folder: Path, path: str) -> None:
    """A file is found by its name in the manifest, never by a path on the disk."""
    for start in ("/editions/2024-02/", "/latest/public/", "/editions/"):
        answer = client(folder).get(start + path)
        assert answer.status_code in (404, 307) and b"SECRET" not in answer.content
        assert "secret" not in answer.headers.get("location", "")


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    """Whoever can put a link into an edition cannot show what lies behind it, even if the manifest agrees."""
    made = edition(tmp_path / "shelf" / "one", "public", "2024-01-31", {"index.html": PAGE, "in/page.html": PAGE})
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "page.html").write_bytes(PAGE)
    (made / "index.html").unlink()
    (made / "index.html").symlink_to(tmp_path / "else" / "page.html")
    (made / "in" / "page.html").unlink()
    (made / "in").rmdir()
    (made / "in").symlink_to(tmp_path / "else")
    (tmp_path / "shelf" / "two").symlink_to(made)
    ask = client(tmp_path / "shelf")
    answers = [ask.get(f"/editions/{path}") for path in ("one/", "one/in/page.html", "two/manifest.json")]
    assert [answer.status_code for answer in answers] == [503, 503, 404]
    assert not any(b"repeats" in answer.content for answer in answers)


def test_a_manifest_cannot_name_a_file_outside(tmp_path: Path) -> None:
    """A manifest is data that came from somewhere: paths that climb are not taken from it."""
    (tmp_path / "secret.txt").write_bytes(b"SECRET")
    made = edition(
        tmp_path / "shelf" / "one", "public", "2024-01-31", {"index.html": PAGE, "../../secret.txt": b"SECRET"}
    )
    assert (tmp_path / "secret.txt").exists() and made.is_dir()
    ask = client(tmp_path / "shelf")
    assert ask.get("/editions/one/").status_code == 200
    assert ask.get("/editions/one/..%2f..%2fsecret.txt").status_code == 404


def test_a_file_that_was_changed_by_hand_is_not_served(tmp_path: Path) -> None:
    """A page that is not the one in the manifest is no page of the edition."""
    made = edition(tmp_path / "one", "public", "2024-01-31")
    (made / "index.html").write_bytes(PAGE.replace(b"repeats", b"REPEATS"))
    (made / "report.pdf").unlink()
    os.mkfifo(made / "report.pdf")
    ask = client(tmp_path)
    for path in ("", "report.pdf"):
        assert ask.get(f"/editions/one/{path}").status_code == 503


def test_a_new_edition_is_seen_and_a_broken_one_is_left_out(tmp_path: Path) -> None:
    """Editions come while the server runs; half of one is not shown, and spoils no other."""
    edition(tmp_path / "one", "public", "2024-01-31")
    ask = client(tmp_path)
    assert ask.get("/latest/public/").headers["location"] == "/editions/one/"
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "manifest.json").write_text('{"title": "half"', "utf-8")
    edition(tmp_path / "two", "public", "2024-02-29")
    assert ask.get("/latest/public/").headers["location"] == "/editions/two/"
    assert ask.get("/editions/half/").status_code == 404


def test_a_large_file_is_sent_from_the_disk_whole_and_in_parts(tmp_path: Path) -> None:
    """A data file of any size is served without being held in memory, and is checked all the same."""
    data = os.urandom(1024) * 5000
    made = edition(tmp_path / "one", "public", "2024-01-31", {"data.parquet": data})
    ask = client(tmp_path)
    assert ask.get("/editions/one/data.parquet").content == data
    part = ask.get("/editions/one/data.parquet", headers={"Range": "bytes=1000000-1999999"})
    assert (part.status_code, part.content) == (206, data[1_000_000:2_000_000])
    head = ask.head("/editions/one/data.parquet")
    assert (head.headers["content-length"], head.content) == (str(len(data)), b"")
    (made / "data.parquet").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert ask.get("/editions/one/data.parquet").status_code == 503

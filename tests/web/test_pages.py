"""The server's own pages: the list of editions and the form, in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.web.site import FOR_US, client, edition, shelf

from tercet.edition.words import texts
from tercet.web.pages import LANGS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions that these tests read, one of them with a page in each language."""
    made = shelf(tmp_path_factory.mktemp("editions"))
    edition(made / "2024-03", "public", "2024-03-31", {"index.html": b"en", "index.fr.html": b"fr"})
    return made


@pytest.mark.parametrize(
    ("lang", "partner", "public", "named", "opens"),
    [
        ("en", "United States", "Public", "Tercet edition as of 31 March 2024", "/editions/2024-03/"),
        ("es", "Estados Unidos", "Público", "Edición de Tercet al 31 de marzo de 2024", "/editions/2024-03/"),
        ("fr", "États-Unis", "Public", "Édition Tercet en date du 31 mars 2024", "/editions/2024-03/index.fr.html"),
    ],
)
def test_the_list_names_audiences_and_days_as_the_reader_does(
    folder: Path, lang: str, partner: str, public: str, named: str, opens: str
) -> None:
    """A list for a minister has no codes in it, and opens the edition in the minister's language where it has it."""
    page = client(folder, token=FOR_US).get("/", headers={"Accept-Language": lang}).text
    assert re.findall("<h2>(.*)</h2>", page) == [partner, public]
    assert f"<strong>{partner}</strong>" in page
    assert f'<a href="{opens}">{named}</a>' in page
    assert re.search(f'<strong class="mark">{texts("page", lang)["sample_mark"]}</strong>', page)


def test_every_language_has_every_text_with_the_same_gaps() -> None:
    """A text that is missing in one language would fail on the reader who needs it."""
    told = {lang: texts("serve", lang) for lang in LANGS}
    gaps = {lang: {name: re.findall("{.*?}", text) for name, text in told[lang].items()} for lang in LANGS}
    assert gaps["en"] == gaps["es"] == gaps["fr"]


@pytest.mark.parametrize("path", ["/", "/login", "/none"])
def test_a_page_loads_nothing_but_our_own_style_sheet(folder: Path, path: str) -> None:
    """The policy in the header allows no more, so a page that needs more would be broken."""
    page = client(folder).get(path).text
    assert "<script" not in page and "style=" not in page and "<style" not in page
    assert re.findall('<link rel="([a-z]+)" href="([^"]*)"', page) == [("icon", "data:,"), ("stylesheet", "/style.css")]

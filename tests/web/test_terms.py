"""The API and handling terms: no answer here has passed disclosure control, so outsiders get only what may be shown."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.partner import MASS, rows, sent, workspace
from tests.web.site import FOR_MX, FOR_US, TOKENS, client, shelf

from tercet.web.tokens import Tokens, fingerprint
from tercet.workspace import Workspace

INSIDE = "token-of-our-own-staff"
OUTSIDE = ("", FOR_US, FOR_MX)
OPEN = {"2023": {"CA-BC": 20, "CA-ON": 30}}
CLOSED = {"2022": {"CA-QC": 5}, "2023": {"CA-QC": 12, "CA-BC": 1}}
SHARED = {"2023": {"CA-NS": 24}}
EVERYBODY = {"records": ["internal", "public", "US", "MX"], "statistics": ["internal", "public", "US", "MX"]}
ALL = Tokens({**TOKENS.audiences, fingerprint(INSIDE): "internal"})


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Records for everybody, records that may be counted and not be shown, and records for two partners."""
    folder = tmp_path_factory.mktemp("partner")
    bad = "R-bad,2023-05-05,CA,CA-BC,RCMP,a secret name,1,kg,1,,statistics_only"
    made = workspace(folder, [*rows(OPEN, "public", "P"), *rows(CLOSED), *rows(SHARED, "us_ca", "S"), bad])
    made.ingest(sent(folder, rows({"2021": {"CA-QC": 3}}, prefix="C"), "closed.csv"), source="tercet_seizures")
    return made


@pytest.fixture(scope="module")
def server(ws: Workspace, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A server that has this workspace."""
    return client(shelf(tmp_path_factory.mktemp("editions")), ws, tokens=ALL)


def told(server: TestClient, token: str, question: str) -> Any:
    """What the API answers to whoever has a token."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = server.get(f"/api/measures/fentanyl_seized_mass/{question}", headers=headers)
    return answer.json(parse_float=Decimal, parse_int=Decimal)


def mass(*named: tuple[str, int]) -> Decimal:
    """So many seizures of a province, in kilograms."""
    return sum((MASS[place] * times for place, times in named), Decimal(0))


def test_outside_the_house_only_records_that_may_be_shown_are_counted(server: TestClient) -> None:
    """Quebec may be in totals and not be shown: what an edition might suppress, the API does not even add."""
    public = mass(("CA-BC", 20), ("CA-ON", 30))
    expected = {
        "": (public, "D"),
        FOR_MX: (public, "D"),
        FOR_US: (public + mass(("CA-NS", 24)), "D"),
        INSIDE: (public + mass(("CA-NS", 24), ("CA-QC", 12), ("CA-BC", 1)), "A"),
    }
    for token, (value, status) in expected.items():
        (row,) = (one for one in told(server, token, "series?area=CA&freq=A") if one["period"] == "2023")
        assert (row["value"], row["status"]) == (value, status), token


@pytest.mark.parametrize("cut", ["by=place", "by=terms", "by=agency", "freq=M&by=place", "freq=M"])
def test_no_cut_of_the_question_tells_what_is_closed(server: TestClient, cut: str) -> None:
    """Split as one likes, the parts are those of open records, and a hole has the status of one, never a zero."""
    for token in ("", FOR_MX):
        found = told(server, token, f"series?area=CA&from=2022&to=2023&{cut if 'freq' in cut else f'freq=A&{cut}'}")
        assert sum(row["value"] or 0 for row in found) == mass(("CA-BC", 20), ("CA-ON", 30))
        assert {row["status"] for row in found if row["period"].startswith("2022")} <= {"O"}
        assert not {"CA-QC", "CA-NS", "statistics_only", "us_ca"} & {
            str(value) for row in found for value in row.values()
        }


def test_what_is_behind_a_number_is_only_what_may_be_shown(server: TestClient) -> None:
    """Rows, files and what was put aside are told to nobody who may not have them."""
    for token in OUTSIDE:
        found = told(server, token, "explain?area=CA&period=2023&freq=A")
        (total,) = (part["total"] for part in found if part["part"] == "rows")
        assert total == (74 if token == FOR_US else 50)
        assert "put aside" not in str(found) and "CA-QC" not in str(found)
        hole = told(server, token, "explain?area=CA&period=2021&freq=A")
        assert "closed.csv" not in str(hole) and {part["status"] for part in hole if part["part"] == "value"} == {"O"}
    inside = str(told(server, INSIDE, "explain?area=CA&period=2023&freq=A"))
    assert "put aside" in inside
    assert "closed.csv" in str(told(server, INSIDE, "explain?area=CA&period=2021&freq=A"))


def test_the_answer_is_as_of_the_day_that_is_asked_for(server: TestClient) -> None:
    """Before the first file came nothing was known, whoever asks."""
    assert len(told(server, "", "series?area=CA&freq=A&from=2023&as_of=2024-02-01")) == 1
    assert told(server, "", "series?area=CA&freq=A&as_of=2024-01-31")["status"] == 422


def test_a_source_on_background_is_not_named_through_the_api(tmp_path: Path) -> None:
    """The edition prints the agreed words in its place; the API has none, so it does not answer."""
    quiet = {"names": {"en": "Quiet"}, "tlp": "CLEAR", **EVERYBODY, "attribution": {"en": "a partner agency"}}
    server = client(
        shelf(tmp_path / "ed"), workspace(tmp_path, rows(OPEN, "quiet"), terms={"quiet": quiet}), tokens=ALL
    )
    for question in ("series?area=CA&freq=A", "explain?area=CA&period=2023&freq=A", "series?by=source"):
        refused = told(server, "", question)
        assert refused["status"] == 422 and "on background" in refused["what"] and "edition" in refused["what_to_do"]
        assert "tercet_seizures" not in str(refused)
        assert "tercet_seizures" in str(told(server, INSIDE, "explain?area=CA&period=2023&freq=A"))

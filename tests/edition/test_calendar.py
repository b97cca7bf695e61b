"""The calendar feed: what RFC 5545 asks for, read back by the library, and by the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest
from icalendar import Calendar
from tests.analysis.commitments.made import Asked, catalog, fact, judged, promise
from tests.world import packaged

from tercet.analysis.commitments.judge import judge
from tercet.answers import Answer
from tercet.edition.calendar import calendar
from tercet.errors import QuestionError

EVE = date(2024, 12, 31)


@cache
def feed() -> str:
    """The packaged commitments as of the end of 2024."""
    return calendar(judge(packaged(), Asked(), EVE, False), packaged())


def events(text: str) -> dict[str, dict[str, str]]:
    """UID -> property -> value, read by nothing but the rules: unfold, split at the first colon, undo escapes."""
    found: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in re.sub("\r\n[ \t]", "", text).split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            found[current["UID"]] = current
        else:
            current[name.partition(";")[0]] = re.sub(r"\\([\\;,])", r"\1", value).replace(r"\n", "\n")
    return found


def test_lines_end_and_fold_as_the_standard_says() -> None:
    """A calendar program may refuse a bare line feed, or a line of more than 75 octets."""
    text = feed().encode("utf-8")
    assert text.endswith(b"\r\n") and text.count(b"\n") == text.count(b"\r\n") == text.count(b"\r")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert text.startswith(b"BEGIN:VCALENDAR\r\n") and text.endswith(b"END:VCALENDAR\r\n")
    assert b"\r\nVERSION:2.0\r\n" in text and b"\r\nPRODID:" in text


def test_every_event_has_what_the_standard_requires() -> None:
    """A UID of its own, a time stamp, whole days, an end after the beginning, and a language."""
    text = feed()
    found = events(text)
    assert len(found) == text.count("BEGIN:VEVENT") == text.count("END:VEVENT")
    assert text.count("SUMMARY;LANGUAGE=en:") == text.count("DESCRIPTION;LANGUAGE=en:") == len(found)
    assert text.count("DTSTART;VALUE=DATE:") == text.count("DTEND;VALUE=DATE:") == len(found)
    for event in found.values():
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES"} <= event.keys()
        assert event["DTSTAMP"] == "20241231T000000Z"
        assert event["DTSTART"] < event["DTEND"]
        assert event.get("URL", "https://").startswith(("https://", "http://"))


def test_the_library_reads_it_back() -> None:
    """What was written is what a program that knows the standard reads."""
    read = Calendar.from_ical(feed())
    assert {str(event["uid"]) for event in read.walk("VEVENT")} == set(events(feed()))
    assert all(not component.errors for component in read.walk())


def test_the_same_answer_gives_the_same_bytes() -> None:
    """A feed that changes by itself cannot be compared with yesterday's."""
    assert calendar(judge(packaged(), Asked(), EVE, False), packaged()) == feed()


def test_every_dated_commitment_is_there_and_no_other() -> None:
    """What has no date cannot stand in a calendar."""
    rows = judge(packaged(), Asked(), EVE, False).records()
    dated = {row["id"] for row in rows if row["due_by"]}
    ids = {re.sub(r"(-\d{4}-\d\d-\d\d)?@tercet$", "", uid) for uid in events(feed())}
    assert {name.removeprefix("commitment-") for name in ids if name.startswith("commitment-")} == dated
    meetings = {name.removeprefix("meeting-") for name in ids if name.startswith("meeting-")}
    assert meetings == {one.id for one in packaged().meetings.values() if one.first <= EVE}


def test_a_due_date_shows_its_verdict_and_reason() -> None:
    """Who looks at the day sees what became of it."""
    event = events(feed())["commitment-BIL0323-02@tercet"]
    assert (event["DTSTART"], event["DTEND"]) == ("20230509", "20230510")
    assert "Verdict: met. Met 26 days early" in event["DESCRIPTION"]
    assert event["CATEGORIES"] == "Commitment,governance,met"
    assert event["SUMMARY"].endswith("(met)")


def test_a_span_of_days_is_as_long_as_the_words() -> None:
    """Spring lasts until its last day; a year that had begun when it was promised begins with the promise."""
    spring = events(feed())["commitment-TFC4-11@tercet"]
    assert (spring["DTSTART"], spring["DTEND"]) == ("20240301", "20240621")
    year = events(feed())["commitment-ATF23-01@tercet"]
    assert (year["DTSTART"], year["DTEND"]) == ("20230614", "20240101")


def test_a_meeting_of_two_days_has_two_and_a_month_says_that_it_is_one() -> None:
    """The end of a whole-day event is the day after its last."""
    two = events(feed())["meeting-NALS-2023@tercet"]
    assert (two["DTSTART"], two["DTEND"]) == ("20230109", "20230111")
    month = events(feed())["meeting-NADD-PH-2023@tercet"]
    assert (month["DTSTART"], month["DTEND"]) == ("20230601", "20230701")
    assert "only the month is known" in month["SUMMARY"]


def test_what_comes_due_again_has_an_event_for_each_time() -> None:
    """An annual promise stands in every year up to the next one; the verdict is at the due date that was judged."""
    found = {uid: event for uid, event in events(feed()).items() if uid.startswith("commitment-HL21-07-")}
    assert sorted(found) == [f"commitment-HL21-07-{year}-12-31@tercet" for year in (2022, 2023, 2024)]
    judged_one = [uid for uid, event in found.items() if event["DESCRIPTION"].startswith("Verdict: met")]
    assert judged_one == ["commitment-HL21-07-2023-12-31@tercet"]


def test_one_commitment_brings_its_meeting_only() -> None:
    """Who subscribes to one promise does not want all the others' meetings."""
    one = calendar(judge(packaged(), Asked(), EVE, False, "BIL0323-02"), packaged())
    assert set(events(one)) == {"commitment-BIL0323-02@tercet", "meeting-BIL-2023-03@tercet"}


def test_text_of_any_kind_survives() -> None:
    """Commas, semicolons, backslashes, quotes, line breaks and accents come back as they went in."""
    text = 'Reunión; a, b\\c "d" ' + "ñ" * 100
    own = catalog(promise(commitment=text, evidence=[fact("2023-04-13", text="Se reunió; sí, sí")]))
    written = calendar(judge(own, Asked(), EVE, False), own)
    assert all(len(line) <= 75 for line in written.encode().split(b"\r\n"))
    event = events(written)["commitment-X-01@tercet"]
    assert text in event["SUMMARY"] and "Se reunió; sí, sí" in event["DESCRIPTION"]
    (read,) = [one for one in Calendar.from_ical(written).walk("VEVENT") if str(one["uid"]).startswith("commitment")]
    assert text in str(read["summary"])


def test_a_source_with_an_address_is_linked() -> None:
    """A reader clicks to the document."""
    urls = [event["URL"] for event in events(feed()).values() if "URL" in event]
    assert urls and all(" " not in url for url in urls)


def days_of(event: dict[str, str]) -> Iterator[date]:
    """The days of an event."""
    first, end = (date.fromisoformat(event[name]) for name in ("DTSTART", "DTEND"))
    while first < end:
        yield first
        first += timedelta(days=1)


def test_every_due_date_is_the_last_day_of_its_event() -> None:
    """The calendar and the list say the same."""
    for row in judge(packaged(), Asked(), EVE, False).records():
        if row["due_by"]:
            found = [event for uid, event in events(feed()).items() if uid.startswith(f"commitment-{row['id']}")]
            assert row["due_by"] in {list(days_of(event))[-1] for event in found}


def test_another_answer_is_refused() -> None:
    """Only a list of commitments says its day."""
    assert judged(promise(), "2024-01-01")["id"] == "X-01"
    with pytest.raises(QuestionError, match="list of commitments"):
        calendar(Answer(("id",), [], title="Something else"), packaged())

"""The site in a real browser: it can be used by eye, ear and keyboard, small and large, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.edition.browser import SEEN, Opened, browser, needs_chromium, opened
from tests.edition.made import TOGETHER, answer, content, headline
from tests.edition.reading import made

from tercet.edition.content import Content

pytestmark = needs_chromium
PLACES = (
    *("index", "opioid_deaths", "comparability", "chapter-deaths", "commitments", "commitment-P1"),
    *("claims", "sources", "missing", "area-US"),
)
CHART = "opioid_deaths.html"


def revised() -> Content:
    """An edition in which two series share an axis, and one of them was revised since the edition before."""
    told = headline(TOGETHER)
    values: list[str | None] = [str(1000 + 100 * month - (50 if month > 10 else 0)) for month in range(14)]
    first = replace(told.series[0], earlier=answer("US", date(2022, 1, 1), values))
    return replace(
        content(TOGETHER),
        headlines=(replace(told, series=(first, *told.series[1:])),),
        since=date(2023, 3, 1),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition on disk."""
    found = tmp_path_factory.mktemp("edition")
    for name, text in made(revised(), "en", "fr").items():
        (found / name).parent.mkdir(exist_ok=True)
        (found / name).write_text(text, "utf-8")
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def window(chromium: Browser, folder: Path) -> Iterator[Opened]:
    """One window for all tests; whoever uses it opens a page first."""
    with opened(chromium, folder) as found:
        yield found


@pytest.fixture
def chart(window: Opened) -> Page:
    """The page of a measure, large and by day."""
    window.look(1400, "light")
    return window.go(CHART)


@pytest.mark.parametrize("place", PLACES)
def test_no_rule_of_accessibility_is_broken(place: str, window: Opened) -> None:
    """WCAG 2.2 AA and good practice, on a telephone by day; what depends on the look also on a desk by night."""
    window.go(f"{place}.html")
    window.look(360, "light")
    assert window.violations() == []
    assert window.too_wide() == 0
    window.look(1400, "dark")
    assert window.violations(*SEEN) == []
    assert window.complaints == []


def test_a_broken_rule_is_found(window: Opened) -> None:
    """The check can fail: a picture without a text, and letters that nobody can read."""
    window.look(360, "light")
    page = window.go(CHART)
    page.evaluate("document.querySelector('.picture').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.finding').style.color = '#e0e0e0'")
    assert {one.split()[0] for one in window.violations()} == {"role-img-alt", "color-contrast"}


def test_without_a_script_the_figure_and_the_table_are_there(chromium: Browser, folder: Path) -> None:
    """A reader whose browser runs no script misses no number, and finds no button that does nothing."""
    with opened(chromium, folder, java_script_enabled=False) as plain:
        page = plain.go(CHART)
        expect(page.locator(".picture svg").first).to_be_visible()
        assert page.locator(".figure table").count() == 2
        assert page.get_by_text("tercet explain opioid_deaths --area US").count() == 1
        assert page.locator("button, input, [role=slider]").count() == 0


def test_arrow_keys_read_every_period(chart: Page) -> None:
    """Who cannot use a mouse reads each value with its period and status."""
    probe = chart.get_by_role("slider", name="Period")
    probe.focus()
    readout = chart.locator(".readout")
    assert readout.get_attribute("aria-live") == "polite"
    expect(readout).to_contain_text("to February 2023")
    expect(readout).to_contain_text("United States: 2,300 provisional value")
    expect(readout).to_contain_text("Canada: 77 normal value")
    probe.press("ArrowLeft")
    expect(readout).to_contain_text("United States: 2,200 provisional value (as of 1 March 2023: 2,150)")
    assert probe.get_attribute("aria-valuetext") == "to January 2023"
    probe.press("Home")
    expect(readout).to_contain_text("to January 2022")


def test_a_pointer_reads_the_nearest_period(chart: Page) -> None:
    """A mouse or a finger at the right end of the lines reads the last period, with a mark on the end of the line."""
    plot = [float(one) for one in str(chart.locator(".wide").get_attribute("data-plot")).split()]
    chart.locator(".readout").scroll_into_view_if_needed()
    frame = chart.locator(".wide svg").bounding_box()
    assert frame is not None
    chart.mouse.move(frame["x"] + (plot[0] + plot[2]) * frame["width"] - 3, frame["y"] + frame["height"] / 2)
    expect(chart.locator(".readout")).to_contain_text("to February 2023")
    expect(chart.locator(".chart > .rule")).to_be_visible()
    mark, end = (
        chart.locator(".dot.area-US").bounding_box(),
        chart.locator(".wide [data-line='0']").nth(2).bounding_box(),
    )
    assert mark is not None and end is not None
    for side, size in (("x", "width"), ("y", "height")):
        assert abs(mark[side] + mark[size] / 2 - end[side] - end[size] / 2) < 1.5  # type: ignore[literal-required]


def test_areas_and_earlier_figures_are_shown_and_hidden_by_keyboard(chart: Page) -> None:
    """A button says whether its line is shown, and the readout speaks of the lines that are."""
    canada = chart.get_by_role("button", name="Canada", pressed=True)
    canada.focus()
    canada.press("Enter")
    expect(chart.locator(".wide [data-line='1']").first).to_be_hidden()
    expect(chart.locator(".wide [data-line='0']").first).to_be_visible()
    chart.get_by_role("slider").focus()
    expect(chart.locator(".readout")).not_to_contain_text("Canada")
    earlier = chart.get_by_role("button", name="as of 1 March 2023", pressed=True)
    earlier.press("Space")
    expect(chart.locator(".wide [data-before='0']")).to_be_hidden()
    chart.get_by_role("slider").press("ArrowLeft")
    expect(chart.locator(".readout")).not_to_contain_text("2,150")


def test_a_number_is_walked_back_by_keyboard(chart: Page) -> None:
    """The command stands in a window that takes the focus, and Escape gives it back."""
    button = chart.locator(".finding button").first
    button.press("Enter")
    window = chart.get_by_role("dialog", name="Walk this number back")
    expect(window).to_contain_text(
        "tercet explain opioid_deaths --area US --period 2023-02 --freq R12 --as-of 2023-04-05"
    )
    chart.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(button).to_be_focused()


def test_a_click_on_a_cell_walks_it_back_as_of_its_own_day(chart: Page) -> None:
    """The value of the edition before is walked back to what was known then."""
    chart.get_by_role("cell", name="2,250").first.click()
    expect(chart.get_by_role("dialog")).to_contain_text("--period 2023-02 --freq R12 --as-of 2023-03-01")


def test_the_search_is_used_by_keyboard_and_knows_no_accents(window: Opened) -> None:
    """A page is three keys away, in the language of the page."""
    page = window.go("index.fr.html")
    box = page.get_by_role("combobox", name="Rechercher")
    box.fill("deces opio")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen).to_contain_text("opioïdes")
    assert window.violations() == []
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("décès liés")
    box.press("Enter")
    page.wait_for_url("**/opioid_deaths.fr.html")
    assert window.complaints == []

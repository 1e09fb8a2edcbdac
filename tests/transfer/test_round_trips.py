"""Whatever goes out of the library can come back in as the same brief: data, form, row and file."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from werkzeug.datastructures import MultiDict

from library.briefs import seed_files
from library.briefs.schemas import fast_load
from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.rows import column_faults, from_row, to_row
from library.forms.reading import from_form
from library.transfer.files import read_file, write_file
from tests import builders
from tests.browser import typed
from tests.made_up import briefs
from tests.tiers import examples

steady = settings(
    max_examples=examples(15), derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


@given(briefs)
@steady
def test_dumping_and_loading_gives_the_same_brief(brief):
    assert BRIEF.load(BRIEF.dump(brief)) == brief


@given(briefs)
@steady
def test_what_was_kept_is_read_back_as_the_same_brief(brief):
    kept = json.dumps(BRIEF.dump(brief))
    assert fast_load.read_text(kept) == fast_load.read(json.loads(kept)) == brief


def test_a_brief_kept_before_a_field_was_there_has_its_default():
    older = {name: value for name, value in builders.content().items() if name not in {"lenses", "thin", "related"}}
    assert fast_load.read(older) == builders.brief()


@given(briefs)
@steady
def test_what_is_dumped_is_the_same_after_it_was_loaded(brief):
    dumped = json.loads(json.dumps(BRIEF.dump(brief)))
    assert BRIEF.dump(BRIEF.load(dumped)) == dumped


@given(briefs)
@steady
def test_a_form_filled_in_with_a_brief_gives_that_brief(brief):
    form = MultiDict()
    for name, value in typed(BRIEF.dump(brief)).items():
        form.setlist(name, value if isinstance(value, list) else [value.replace("\n", "\r\n")])
    assert BRIEF.load(from_form(BRIEF, form)) == brief


@given(briefs)
@steady
def test_a_row_written_from_a_brief_gives_that_brief(brief):
    row = to_row(BRIEF, BRIEF.dump(brief))
    assert column_faults(BRIEF, list(row)) == []
    assert BRIEF.load(from_row(BRIEF, row)) == brief


@given(briefs)
@steady
def test_no_cell_of_a_row_would_be_run_by_a_spreadsheet(brief):
    for cell in to_row(BRIEF, BRIEF.dump(brief)).values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_a_file_written_from_briefs_gives_those_briefs(suffix, tmp_path):
    path = tmp_path / f"briefs{suffix}"

    @given(briefs, briefs)
    @settings(steady, max_examples=examples(6))
    def written_and_read(one, other):
        rows = [BRIEF.dump(one), BRIEF.dump(other)]
        write_file(path, rows)
        assert [BRIEF.load(row) for row in read_file(path)] == [one, other]

    written_and_read()


@pytest.mark.slow("writes and reads every brief that the library comes with")
@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_the_seed_briefs_survive_each_kind_of_file(suffix, tmp_path):
    rows = [json.loads(file.read_text("utf-8")) for file in seed_files.brief_files()]
    path = tmp_path / f"briefs{suffix}"
    write_file(path, rows)
    assert [BRIEF.dump(BRIEF.load(row)) for row in read_file(path)] == rows


def test_a_csv_opens_in_a_spreadsheet_with_its_accents(tmp_path):
    path: Path = tmp_path / "briefs.csv"
    write_file(path, [{"title": "Café", "one_line": "=1+1"}])
    assert path.read_bytes().startswith("\ufeff".encode())
    (row,) = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    assert (row["title"], row["one_line"]) == ("Café", "'=1+1")

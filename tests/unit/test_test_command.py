"""./dev/test: what its command line asks for, and how that is shared out."""

import os

import pytest
from kit import addon_tests, paths, side_by_side, test, test_arguments
from kit.count import Count
from kit.side_by_side import Job
from kit.stages import STAGES


def names(*arguments):
    return [stage.name for stage in test_arguments.read(list(arguments)).stages]


def test_without_a_name_the_short_stages_run_and_all_runs_every_one():
    assert "unit" in names() and "corpus" not in names()
    assert names("all") == [stage.name for stage in STAGES]
    assert names("corpus", "lint") == ["corpus", "lint"]


def test_words_choose_tests_of_a_single_stage():
    request = test_arguments.read(["unit", "-k", "quotes"])
    assert (request.stages[0].name, request.words) == ("unit", ("-k", "quotes"))
    assert test.jobs(request) == [Job("unit", ("-k", "quotes"))]


@pytest.mark.parametrize("words", ["tests", "lint -v", "unit wire -v", "-v"])
def test_what_is_no_stage_is_said(capsys, words):
    with pytest.raises(SystemExit) as ended:
        test_arguments.read(words.split())
    assert ended.value.code == 2
    assert "There is no stage" in capsys.readouterr().err


def test_lint_and_unit_need_neither_odoo_nor_a_server():
    assert test_arguments.read(["lint", "unit"]).needs == {"prettier"}


def test_short_stages_come_first_and_among_them_what_takes_long():
    jobs = [job.title for job in test.jobs(test_arguments.read(["all"]))]
    assert jobs.index("browser") < jobs.index("wire") < jobs.index("neighbours")


def test_every_file_of_odoo_tests_is_in_one_part():
    shares = addon_tests.shared_out(4)
    found = sorted(path.name for share in shares for path in share)
    assert len(shares) == 4 and all(shares)
    assert found == sorted(set(found)) and "test_mailbox.py" in found


def test_a_count_is_read_from_the_last_line_alone():
    assert Count.read("odd\n3 passed, 1 failed\n") == Count(3, 1)
    assert Count.read("3 passed, 1 failed\nand then it broke") is None
    assert Count.read("") is None


def test_a_job_that_hangs_is_ended_and_has_failed(monkeypatch, tmp_path):
    monkeypatch.setattr(side_by_side, "LIMIT_SECONDS", 0.0)
    monkeypatch.setattr(paths, "LOGS", tmp_path)
    folders = os.pathsep.join(str(paths.ROOT / name) for name in ("dev", "tests", ""))
    monkeypatch.setenv("PYTHONPATH", folders)
    outcomes = []
    side_by_side.run([Job("wheel")], 1, outcomes.append)
    (outcome,) = outcomes
    assert outcome.count == Count(failed=1)
    assert "It took longer than 0 s, and was ended." in outcome.output

"""The command line: verbs, exit codes, files written whole or not at all, and nobody's name anywhere."""

from __future__ import annotations

import csv
import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import holdcheck
from conftest import PROJECT
from holdcheck.checking import Checker
from holdcheck.cli import arguments, main
from holdcheck.errors import EngineError, InputError
from holdcheck.findings.result import Source
from holdcheck.readers import load_records
from holdcheck.reports.phrases import WIDTH

CASES = PROJECT / "examples" / "cases"
FOUND = CASES / "rivas-martin-2011.json"
CLEAR = {
    "custody_id": "clear",
    "facility": {"state": "NC"},
    "booked_at": "2024-05-01T10:00",
    "released_at": "2024-05-01T18:00",
    "released_to": "community",
    "charges": [{"id": "C1", "held_until": "2024-05-01T16:00", "held_until_because": "recognizance"}],
}
UNDECIDED = CLEAR | {
    "custody_id": "undecided",
    "released_at": "2024-05-04T18:00",
    "holds": [{"id": "H1", "code": "HOLD", "placed_at": "2024-05-01T11:00"}],
}
NAME, REASON, FORM = "Zebedee Quillfeather", "xylophone grievance", "marmalade zeppelin"


def ends(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Run the command line; return its exit code, its output, and the last line of standard error."""
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    last = err.splitlines()[-1] if err else ""
    return code, out, last


def written(folder: Path, *records: Any) -> Path:
    path = folder / "records.jsonl"
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def process(*words: object, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = os.environ | options.pop("environment", {})
    command = [sys.executable, "-m", "holdcheck", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, **options)


@pytest.mark.parametrize(
    ("words", "code", "reasons"),
    [
        (["check", FOUND], 1, "findings"),
        (["check", FOUND, "--fail-on", "never"], 0, "nothing to fail on"),
        (["check", FOUND, "--fail-on", "undetermined"], 0, "nothing to fail on"),
        (["check", CASES / "abriq-2018-sep.json", "--fail-on", "undetermined"], 1, "undetermined"),
        (["check", CASES, "--fail-on", "undetermined,violation"], 1, "findings, undetermined"),
        (["check", FOUND, "--ignore", "held-past-release-on-detainer"], 1, "findings"),
        (["check"], 2, "usage"),
        (["check", "missing.json"], 2, "usage"),
        (["check", FOUND, "--no-such-option"], 2, "usage"),
        (["check", FOUND, "--standard", "strict"], 2, "usage"),
        (["check", FOUND, "--format", "xml"], 2, "usage"),
        (["docket", CASES, "--format", "csv"], 2, "usage"),
        (["check", FOUND, "--results", "some"], 2, "usage"),
        (["check", FOUND, "--fail-on", "everything"], 2, "usage"),
        (["check", FOUND, "--max-rejected", "many"], 2, "usage"),
        (["check", FOUND, "--as-of", "yesterday"], 2, "usage"),
        (["check", FOUND, "--output", "result.json"], 2, "usage"),
        (["check", FOUND, "--output", "json="], 2, "usage"),
        (["check", FOUND, "--output", "json=a", "--output", "text=a"], 2, "usage"),
        (["check", FOUND, "--force", "--output", "json=a", "--output", "text=./a"], 2, "usage"),
        (["check", FOUND, "--select", "no-such-rule"], 2, "usage"),
        (["explain", "no-such-rule"], 2, "usage"),
        (["sentence"], 2, "usage"),
        (["docket", CASES], 0, "nothing to fail on"),
        (["timeline", CASES], 0, "nothing to fail on"),
    ],
)
def test_every_run_ends_with_its_exit_code_and_reasons(
    capsys: pytest.CaptureFixture[str], words: list[object], code: int, reasons: str
) -> None:
    found, _, last = ends(capsys, *words)
    assert found == code
    assert last.startswith(f"holdcheck: exit {code}: {reasons}")


def test_rejected_records_fail_a_run_and_the_rest_is_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = written(tmp_path, CLEAR, "nonsense", CLEAR | {"custody_id": "other"})
    code, out, last = ends(capsys, "check", path, "--format", "json")
    assert code == 3
    assert "exit 3: rejected (records: 3 read, 1 rejected, 0 with findings, 0 undetermined, 2 clear)" in last
    assert len(json.loads(out)["results"]) == 2
    assert ends(capsys, "check", path, "--max-rejected", "34%")[0] == 0
    assert ends(capsys, "check", path, "--max-rejected", "1")[0] == 0
    assert ends(capsys, "docket", path)[0] == 3
    assert "line 2: REJECTED, not checked" in " ".join(ends(capsys, "check", path)[1].split())


def test_a_run_that_checks_nothing_does_not_pass(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ends(capsys, "check", tmp_path)[0] == 5
    assert ends(capsys, "check", tmp_path, "--allow-empty")[0] == 0
    assert ends(capsys, "check", written(tmp_path, "nonsense"))[0] == 5


def test_a_broken_rule_file_is_the_users_to_mend(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise holdcheck.LawError(["us/x.yaml: title is missing; write one"])

    monkeypatch.setattr("holdcheck.cli.running.Checker", broken)
    assert main(["check", str(FOUND)]) == 2
    assert capsys.readouterr().err.endswith(
        "holdcheck: us/x.yaml: title is missing; write one\nholdcheck: exit 2: rules\n"
    )


@pytest.mark.parametrize("error", [ValueError(NAME), KeyError(NAME), RecursionError(NAME), EngineError("two answers")])
def test_a_defect_says_where_it_is_and_nothing_of_the_record(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(Checker, "check", broken)
    target = tmp_path / "result.json"
    assert main(["check", str(FOUND), "--output", f"json={target}"]) == 4
    err = capsys.readouterr().err
    assert NAME not in err
    assert f"internal error: {type(error).__name__} in broken" in err
    assert "rivas-martin-2011.json record 1" in err
    assert ("two answers" in err) == isinstance(error, EngineError)
    assert err.splitlines()[-1] == "holdcheck: exit 4: internal_error"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("standard", ["judicial-warrant", "controlling-law"])
def test_the_command_line_says_what_the_library_says(capsys: pytest.CaptureFixture[str], standard: str) -> None:
    _, out, _ = ends(capsys, "check", CASES, "--format", "json", "--standard", standard)
    told = json.loads(out)["results"]
    checker = Checker(standard=standard)  # type: ignore[arg-type]
    expected = [
        checker.check(entry.record, entry.source).document.model_dump(mode="json", by_alias=True)
        for entry in load_records(CASES)
        if entry.record is not None
    ]
    assert told == expected


def test_as_of_is_always_said_and_a_day_is_its_start_in_each_zone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    west = CLEAR | {"custody_id": "west", "facility": {"state": "CA"}}
    path = written(tmp_path, *(dict(record, released_at=None, released_to=None) for record in (CLEAR, west)))
    assert main(["check", str(path), "--format", "json", "--as-of", "2024-05-03"]) == 0
    out, err = capsys.readouterr()
    assert "as of the start of 2024-05-03 in each facility's zone" in err
    told = json.loads(out)
    assert told["as_of"] == "2024-05-03"
    ends_ = [result["findings"][0]["until"]["latest"] for result in told["results"]]
    assert ends_ == ["2024-05-03T00:00:00-04:00", "2024-05-03T00:00:00-07:00"]
    main(["check", str(path), "--format", "json"])
    out, err = capsys.readouterr()
    assert "each record's own recorded_until; 20" in err
    assert json.loads(out)["as_of"] is None
    assert [result["warnings"][0]["code"] for result in json.loads(out)["results"]] == ["as_of_now"] * 2


@pytest.mark.parametrize(
    "text", ["2024-05-03T08:00", "2024-05-03 08:00Z", "20240503", "1714694400", "2024-13-01", "1850-01-01", "now", ""]
)
def test_as_of_follows_the_grammar_of_the_record(text: str) -> None:
    with pytest.raises(InputError, match="--as-of"):
        arguments.as_of(text)


def test_selecting_shows_one_rule_and_an_unknown_one_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    rule = "held-on-detainer-past-regulation-limit"
    _, out, last = ends(capsys, "check", FOUND, "--format", "json", "--select", rule)
    assert [finding["rule"] for finding in json.loads(out)["results"][0]["findings"]] == [rule]
    assert "2 findings hidden" in last
    main(["check", str(FOUND), "--ignore", "held-on-detaner-past-regulation-limit"])
    assert f"did you mean {rule}" in capsys.readouterr().err
    main(["check", str(FOUND), "--select", "judicial-warrant-authorises"])
    assert "is not the id of such a rule" in capsys.readouterr().err


def test_clear_records_can_be_left_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = written(tmp_path, CLEAR)
    assert len(json.loads(ends(capsys, "check", path, "--format", "json")[1])["results"]) == 1
    told = json.loads(ends(capsys, "check", path, "--format", "json", "--results", "not-clear")[1])
    assert told["results"] == []
    assert told["summary"]["records"]["clear"] == 1


def test_reports_go_to_files_whole_and_for_their_owner_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    files = {name: tmp_path / f"result.{name}" for name in ("text", "json", "jsonl", "csv")}
    words = [word for name, path in files.items() for word in ("--output", f"{name}={path}")]
    os.umask(os.umask(0))
    code, out, _ = ends(capsys, "check", FOUND, *words)
    assert code == 1
    assert files["text"].read_text(encoding="utf-8") == out
    assert json.loads(files["json"].read_text(encoding="utf-8"))["summary"]["exit"]["code"] == 1
    assert sorted(tmp_path.iterdir()) == sorted(files.values())
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}


def rules_told(told: str) -> Counter[tuple[str, str]]:
    """The findings in a text report, as custody id and rule."""
    found: Counter[tuple[str, str]] = Counter()
    told = told.partition("═")[0]
    for custody_id, notices in re.findall(r"^(\S+): clear; (.*(?:\n  .*)*)", told, re.MULTILINE):
        found.update((custody_id, rule) for rule in re.findall(r"notice: [^\[]*\[(\S+)\]", notices))
    for record in told.split("─" * WIDTH)[1:]:
        custody_id = record.split(":")[0].strip()
        found.update((custody_id, rule) for rule in re.findall(r"^    Rule +(\S+)$", record, re.MULTILINE))
        found.update((custody_id, rule) for rule in re.findall(r"NOTICE: [^\[]*\[(\S+)\]", record))
    return found


@pytest.mark.parametrize(
    "filters",
    [
        [],
        ["--select", "held-past-release-on-detainer", "--select", "new-seizure-without-authority"],
        ["--ignore", "held-past-release-on-detainer", "--results", "not-clear"],
    ],
)
def test_reports_of_one_run_come_from_one_pass_and_one_filter(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, filters: list[str]
) -> None:
    passes: Counter[str] = Counter()
    check = Checker.check

    def counted(checker: Checker, record: holdcheck.CustodyRecord, source: Source) -> holdcheck.CheckResult:
        passes[record.custody_id] += 1
        return check(checker, record, source)

    monkeypatch.setattr(Checker, "check", counted)
    files = {name: tmp_path / name for name in ("text", "json", "jsonl", "csv")}
    words = [word for name, path in files.items() for word in ("--output", f"{name}={path}")]
    records = CASES, written(tmp_path, CLEAR, UNDECIDED)
    assert ends(capsys, "check", *records, *filters, *words)[0] == 1
    assert len(passes) == 42
    assert set(passes.values()) == {1}
    told = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    results = json.loads(told["json"])["results"]
    lines = [json.loads(line) for line in told["jsonl"].splitlines()]
    rows = [(row["custody_id"], row["fingerprint"]) for row in csv.DictReader(told["csv"].splitlines())]
    assert [line for line in lines if line.pop("type") == "result"] == results
    assert rows == [(each["custody_id"], finding["fingerprint"]) for each in results for finding in each["findings"]]
    assert rules_told(told["text"]) == Counter(
        (each["custody_id"], finding["rule"]) for each in results for finding in each["findings"]
    )
    shown = ("clear", "held-past-release-on-nothing") in rules_told(told["text"])
    assert shown == (filters == [])


def test_no_file_is_overwritten_unless_forced(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "result.json"
    target.write_text("precious")
    assert ends(capsys, "check", FOUND, "--output", f"json={target}")[0] == 2
    assert target.read_text() == "precious"
    assert ends(capsys, "check", FOUND, "--output", f"json={target}", "--force")[0] == 1
    assert json.loads(target.read_text(encoding="utf-8"))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_no_link_is_followed_and_no_input_replaced(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target, link, dangling = tmp_path / "precious", tmp_path / "link", tmp_path / "dangling"
    target.write_text("precious")
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "nowhere")
    records = written(tmp_path, CLEAR)
    before = records.read_text()
    for path in (link, dangling, records, tmp_path, tmp_path / "no" / "folder"):
        assert ends(capsys, "check", records, "--force", "--output", f"json={path}")[0] == 2
    assert target.read_text() == "precious"
    assert records.read_text() == before
    assert not (tmp_path / "nowhere").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"precious", "link", "dangling", "records.jsonl"}


def test_the_docket_as_json_is_a_result_about_people_still_held(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ends(capsys, "docket", CASES, "--format", "json")
    told = json.loads(out)
    assert [result["custody_id"] for result in told["results"]] == [
        "bozeman-2001",
        "fex-1993",
        "mcneil-1972",
        "new-york-hill-2000",
        "ochoa-campbell-2017",
        "padilla-arredondo-canyon-2019",
        "tenorio-serrano-2018",
    ]
    assert told["summary"]["records"]["read"] == 40


def test_the_verbs_that_read_no_records(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, last = ends(capsys, "explain", "held-past-release-on-detainer")
    assert (code, last) == (0, "")
    assert out.startswith("held-past-release-on-detainer\n")
    assert "Morales v. Chadbourne" in out
    assert "held-past-release-on-nothing  [us;" in ends(capsys, "rules")[1]
    assert "custody_id" in json.loads(ends(capsys, "schema")[1])["properties"]
    assert "results" in json.loads(ends(capsys, "schema", "--result")[1])["properties"]
    assert ends(capsys, "--version")[1] == f"holdcheck {holdcheck.__version__}\n"


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project.get("version", holdcheck.__version__) == holdcheck.__version__


CANARIES = {"facility": NAME, "reason": REASON, "form_text": FORM}


def with_canaries(record: dict[str, Any]) -> dict[str, Any]:
    """A record with a canary in every field that may hold free text."""
    record = json.loads(json.dumps(record))
    record["facility"]["name"] = NAME
    record.setdefault("court_orders", []).append(
        {"kind": "set_bail", "charges": [], "ordered_at": record["booked_at"], "reason": REASON}
    )
    record.setdefault("detainers", []).append(
        {"kind": "immigration", "form": "other", "form_text": FORM, "received_at": record["booked_at"]}
    )
    return record


def test_no_free_text_reaches_any_output(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    records = [with_canaries(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(CASES.glob("*.json"))]
    spoilt: list[Any] = [
        record | {"custody_id": f"x{n}", **change}
        for n, record in enumerate(records[:1])
        for change in (
            {"released_at": "1990-01-01"},
            {"booked_at": "Jan 10"},
            {"facility": records[0]["facility"] | {"name": [NAME], "state": "ZZ"}},
            {"court_orders": [{"kind": "detain", "reason": {"text": REASON}}]},
            {"court_orders": [{"kind": "detain", "reason": REASON * 1000}]},
            {"detainers": [{"kind": "immigration", "form_text": [FORM]}]},
            {"name": NAME},
        )
    ]
    spoilt += [json.dumps(records[0])[:-9], json.dumps(NAME), f"{NAME},{REASON},{FORM}", json.dumps([NAME])]
    path = written(tmp_path, *records, *spoilt)
    told = ""
    for verb in ("check", "docket", "timeline"):
        for name in ("text", "json", "jsonl", "csv")[: 4 if verb == "check" else 3]:
            target = tmp_path / f"{verb}.{name}"
            main([verb, str(path), "--format", name, "--output", f"{name}={target}"])
            told += target.read_text(encoding="utf-8")
    out, err = capfd.readouterr()
    told += out + err + caplog.text
    assert len(told) > 100_000
    assert "REJECTED" in told
    for canary in CANARIES.values():
        for word in canary.split():
            assert word not in told


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, holdcheck\n"
        "assert not [m for m in sys.modules if m.startswith('pydantic')]\n"
        "from holdcheck.cli import main\n"
        "heavy = {'pydantic', 'rich', 'holidays', 'zstandard', 'durable_rules_engine', 'ruamel', 'ruamel.yaml'}\n"
        "assert main(['--help']) == main(['--version']) == 0\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "assert main(['check', '--help']) == 0\n"
        "assert not heavy & set(sys.modules) - {'pydantic'}\n"  # typer itself looks for it there
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--fail-on" in done.stdout


def test_everything_the_package_offers_is_there() -> None:
    for name in holdcheck.__all__:
        assert getattr(holdcheck, name) is not None
    assert dir(holdcheck) == sorted(holdcheck.__all__)
    with pytest.raises(AttributeError, match="no_such_thing"):
        holdcheck.no_such_thing  # noqa: B018 - the look-up is what is tested


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m holdcheck check {CASES} {CASES} --format json | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("1\n")
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("holdcheck: exit 1: findings")


def test_the_output_does_not_depend_on_the_machine() -> None:
    told = {
        process("check", FOUND, CASES / "abriq-2018-sep.json", environment=environment).stdout
        for environment in (
            {},
            {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
            {"LC_ALL": "C", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
        )
    }
    assert len(told) == 1
    assert "═" in told.pop()

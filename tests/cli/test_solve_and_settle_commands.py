"""``detente solve`` and ``detente settle`` on the command line."""

import csv
import io
import json
import signal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from detente.cli._interrupts import first_interrupt_stops

MODEL = """\
title: Harbour talks
decision_makers: [Port, Union]
options:
  - {name: shifts, label: Night shifts, owner: Port}
  - {name: bonus, label: "A bonus \\e[31m", owner: Port}
  - {name: jobs, label: No layoffs}
preferences:
  Port:
    - {id: P1, wants: shifts, red_line: true, rests_on: [s1]}
    - -bonus
  Union:
    - {id: U1, wants: -shifts, label: no night work, red_line: true}
    - {id: U2, wants: jobs, red_line: true, unknown: true}
evidence:
  s1: {report: a.txt}
"""


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "talks.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return str(path)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_solve_prints_the_contract_as_json(model: str) -> None:
    result = run("solve", model, "--format", "json", "--stability")
    data = json.loads(result.stdout)
    assert data["decision_makers"] == ["Port", "Union"]
    assert data["options"] == ["shifts", "bonus", "jobs"]
    assert data["feasible_states"] == 8
    assert list(data["equilibria"]) == ["nash", "gmr", "smr", "seq", "sseq"]
    assert data["equilibria"]["nash"] == ["YNN", "YNY"]
    assert data["stability"]["nash"]["Union"][0] == "NNN"
    assert data["counts"]["nash"] == 2
    assert data["left_aside"] == ["U2"]
    assert result.exit_code == 0


def test_solve_answers_only_the_concepts_asked_for(model: str) -> None:
    data = json.loads(run("solve", model, "--format", "json", "--concepts", "seq, NASH").stdout)
    assert list(data["equilibria"]) == ["seq", "nash"]
    assert "stability" not in data


def test_solve_table_shows_states_with_what_is_taken(model: str) -> None:
    result = run("solve", model, "--concepts", "nash", "--stability")
    assert "Harbour talks" in result.stdout
    assert "YNY  Night shifts; No layoffs" in result.stdout
    assert "stable for Port: YNN YNY" in result.stdout
    assert "left aside: U2" in result.stdout


@pytest.mark.parametrize(
    ("value", "key", "words"),
    [
        ([], "coalitions", "move one by one"),
        (["legal"], "coalitions", "move one by one"),
        (["joint"], "coalitions_joint", "move all at once"),
    ],
)
def test_solve_names_the_reading_of_a_coalition_move(
    model: str, value: list[str], key: str, words: str
) -> None:
    data = json.loads(run("solve", model, "--format", "json", "--coalitions", *value).stdout)
    assert list(data[key]) == ["Port + Union"]
    assert list(data[key]["Port + Union"]) == ["nash", "gmr", "smr", "seq", "sseq"]
    table = run("solve", model, "--coalitions", *value).stdout
    assert words in table
    assert f"nash: {' '.join(data[key]['Port + Union']['nash'])}\n" in table


def test_solve_says_what_holds_whichever_way_the_unknowns_fall(model: str) -> None:
    text = MODEL.replace("- -bonus", "- {id: P2, wants: bonus, unknown: true}")
    data = json.loads(run("solve", "-", "--format", "json", stdin=text).stdout)["unknowns"]
    assert data["unknowns"] == ["P2", "U2"]
    assert data["ways"] == 4
    assert data["always"]["nash"] == []
    assert data["decides"]["nash"] == {state: ["P2"] for state in ("YNN", "YYN", "YNY", "YYY")}
    table = run("solve", "-", "--concepts", "nash", stdin=text).stdout
    assert "Over all 4 ways in which the unknown preferences fall (P2, U2)" in table
    assert "sometimes YYN, decided by P2" in table


def test_solve_without_unknowns_does_not_speak_of_them(model: str) -> None:
    text = MODEL.replace(", unknown: true", "")
    assert "unknowns" not in json.loads(run("solve", "-", "--format", "json", stdin=text).stdout)
    assert "ways" not in run("solve", "-", stdin=text).stdout


def test_too_many_unknowns_are_said_and_the_rest_is_done() -> None:
    wants = "".join(f"    - {{wants: x{i % 3}, unknown: true}}\n" for i in range(13))
    text = f"decision_makers: [A]\noptions: [x0, x1, x2]\npreferences:\n  A:\n{wants}"
    result = run("solve", "-", "--format", "json", stdin=text)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["unknowns"] is None
    assert "13 unknown preferences fall in 8,192 ways" in result.stderr
    assert "up to 12 unknowns would fit here" in result.stderr


def test_solve_says_why_a_state_would_hold_or_not(model: str) -> None:
    result = run("solve", model, "--concepts", "nash,seq", "--why", "NNN")
    assert "Why this state would hold or not\n  NNN  nothing is taken\n" in result.stdout
    assert "  nash, Port: not stable\n    Port could gain by taking “Night shifts”.\n" in result.stdout
    assert "  seq, Union: stable\n    Union cannot gain by any move of its own.\n" in result.stdout
    data = json.loads(run("solve", model, "--format", "json", "--why", "NNN").stdout)["why"]
    assert data["state"] == "NNN"
    assert data["seq"]["Port"]["stable"] is False
    assert data["seq"]["Port"]["exchanges"][0]["improvement"] == "YNN"
    assert data["nash"]["Union"] == {
        "stable": True,
        "sentence": "Union cannot gain by any move of its own.",
        "exchanges": [],
    }


def test_solve_says_what_is_wrong_with_the_state_asked_about(model: str) -> None:
    result = run("solve", model, "--why", "NN")
    assert result.exit_code == 1
    assert "'NN' is no state: give 3 letters Y or N" in result.stderr


def test_solve_finds_ways_to_the_states_that_would_hold(model: str) -> None:
    result = run("solve", model, "--concepts", "nash", "--paths", "NYN", "--mover", "Port")
    assert "From NYN to a state that would hold, by moves of Port\n" in result.stdout
    assert "  YNN  Night shifts (nash)\n    shortest: Port to YNN\n" in result.stdout
    assert "  YNY  Night shifts; No layoffs (nash)\n    shortest: no way\n" in result.stdout
    json_form = ("--format", "json", "--concepts", "nash")
    data = json.loads(run("solve", model, *json_form, "--paths", "YNN").stdout)["paths"]
    assert data["from"] == "YNN"
    assert data["movers"] == ["Port", "Union"]
    assert data["to"]["YNN"] == {"concepts": ["nash"], "shortest": [], "improving": []}
    from_status_quo = run("solve", "-", *json_form, "--paths", stdin=MODEL + "status_quo: [bonus]\n")
    assert json.loads(from_status_quo.stdout)["paths"]["from"] == "NYN"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--paths"], 1, "the model names no status quo"),
        (["--paths", "YNN", "--mover", "Sailors"], 1, "'Sailors' is no decision maker"),
        (["--mover", "Port"], 2, "give --paths too"),
    ],
)
def test_solve_says_what_is_wrong_with_the_ways_asked_for(
    model: str, arguments: list[str], status: int, words: str
) -> None:
    result = run("solve", model, *arguments)
    assert result.exit_code == status
    assert words in result.stderr


def test_settle_prints_the_contract_as_json(model: str) -> None:
    data = json.loads(run("settle", model, "--format", "json").stdout)
    assert data["packages"] == {"count": 0, "at_least": 0, "fixed": {}, "free": []}
    assert data["blocks"] == [["P1", "U1"]]
    assert data["openings"] == [["P1"], ["U1"]]
    assert data["unknowns"] == {"possible": "never", "decides": []}
    assert data["strikes"] == {"s1": {"possible": "always", "blocks": []}}
    assert data["report_strikes"] == {"a.txt": {"possible": "always", "blocks": []}}
    assert data["single_source"] == [["P1", "U1"]]
    assert data["contradictory"] == data["best"] == data["cut"] == []


def flat(text: str) -> str:
    return " ".join(text.split())


def test_settle_table_says_what_blocks_and_what_would_open_in_words(model: str) -> None:
    table = flat(run("settle", model).stdout)
    assert "Packages that break no red line: 0" in table
    assert (
        "No package satisfies Port's demand for “Night shifts” (P1) together with Union's refusal of it (U1)."
        " [one source]"
    ) in table
    assert (
        "A package would exist if Union softened its refusal of “Night shifts” (U1), number 1 of 1 on its"
        " list; the best package then takes “Night shifts”; it meets nothing that Union wants."
    ) in table
    assert (
        "Without statement s1, Port's demand for “Night shifts” (P1) would fall away; nothing would" in table
    )
    assert (
        "What nobody has stated No package exists, whichever way the unknown preferences fall;"
        " no package hangs on Union's demand for “No layoffs” (U2)."
    ) in table
    stated = flat(run("settle", "-", stdin=MODEL.replace(", unknown: true", "")).stdout)
    assert "nothing would block; then a package exists." in stated
    assert "What nobody has stated" not in stated


def test_settle_names_the_wish_that_no_package_meets_and_what_excludes_it() -> None:
    text = MODEL.replace("wants: -shifts,", "wants: shifts -> bonus,").replace("A bonus \\e[31m", "A bonus")
    table = flat(run("settle", "-", stdin=text).stdout)
    assert "Wishes that no package meets, and the red lines that exclude them (1)" in table
    assert (
        "No package meets Port's wish against “A bonus” (Port.2) while Port's demand for “Night shifts” (P1)"
        " and Union's condition “no night work” (U1) both stand."
    ) in table
    data = json.loads(run("settle", "-", "--format", "json", stdin=text).stdout)
    assert list(data["unmet"].values()) == [[["P1", "U1"]]]


OPEN = MODEL.replace("wants: -shifts,", "wants: shifts -> bonus,").replace("A bonus \\e[31m", "A bonus")


def test_settle_shows_compromises_questions_and_who_would_walk_away() -> None:
    table = flat(run("settle", "-", stdin=OPEN + "status_quo: []\n").stdout)
    assert (
        "asks the least of whoever gives up most takes “Night shifts” and “A bonus”; given up by Port"
        in table
    )
    assert "better than the status quo for Port; as good as the status quo for Union." in table
    assert "Port would walk away by dropping “A bonus”: no answer that others would gain by" in table
    unknown = OPEN.replace("{id: U2, wants: jobs", "{id: U2, wants: -shifts")
    table = flat(run("settle", "-", stdin=unknown).stdout)
    assert "The question whose answer would settle most: ask Union about “Night shifts” (U2)" in table
    assert "if it insists on it, no package exists; otherwise a package exists" in table


def test_every_result_of_settle_is_a_finding_with_what_it_rests_on() -> None:
    data = json.loads(run("settle", "-", "--format", "json", stdin=MODEL).stdout)
    block = next(finding for finding in data["findings"] if finding["kind"] == "block")
    assert block["preferences"] == ["P1", "U1"]
    assert block["options"] == ["shifts"]
    assert block["statements"] == ["s1"]
    assert block["reports"] == ["a.txt"]
    assert block["marks"] == ["one source"]
    kinds = {finding["kind"] for finding in data["findings"]}
    assert kinds == {"packages", "block", "opening", "unknowns", "strike"}


def test_settle_since_an_earlier_model_says_what_came_and_went(model: str) -> None:
    table = flat(run("settle", "-", "--since", model, stdin=OPEN).stdout)
    assert "Before, no package existed; now a package exists whatever is unknown." in table
    assert "Union's refusal of “Night shifts” (U1) is gone." in table
    assert "no longer block a settlement" in table
    data = json.loads(run("settle", "-", "--since", model, "--format", "json", stdin=OPEN).stdout)
    assert [change["fate"] for change in data["red_lines"]] == ["came", "went"]
    assert "No red line, block or opening came or went." in run("settle", model, "--since", model).stdout


def test_settle_stops_in_time_and_says_so() -> None:
    wants = "".join(f"    - {{wants: x{i} | x{i + 1}, red_line: true}}\n" for i in range(0, 38))
    options = ", ".join(f"x{i}" for i in range(40))
    text = f"decision_makers: [A]\noptions: [{options}]\npreferences:\n  A:\n{wants}"
    data = json.loads(run("settle", "-", "--format", "json", "--seconds", "0", stdin=text).stdout)
    assert data["stopped"] is True
    assert data["packages"]["count"] is None
    assert "packages" in data["cut"]
    assert data["leximin"] is not None
    assert "Stopped before the end" in run("settle", "-", "--seconds", "0", stdin=text).stdout


def test_the_first_interrupt_asks_to_stop_and_the_usual_handling_comes_back() -> None:
    usual = signal.getsignal(signal.SIGINT)
    with first_interrupt_stops() as is_stopped:
        assert not is_stopped()
        signal.raise_signal(signal.SIGINT)
        assert is_stopped()
        assert signal.getsignal(signal.SIGINT) is usual
    assert signal.getsignal(signal.SIGINT) is usual


def test_settle_lists_no_more_than_asked_for() -> None:
    wants = "".join(f"    - {{id: A{i}, wants: x{i}, red_line: true}}\n" for i in range(6))
    against = "".join(f"    - {{id: B{i}, wants: -x{i}, red_line: true}}\n" for i in range(6))
    options = ", ".join(f"x{i}" for i in range(6))
    text = f"decision_makers: [A, B]\noptions: [{options}]\npreferences:\n  A:\n{wants}  B:\n{against}"
    data = json.loads(run("settle", "-", "--format", "json", "--limit", "4", stdin=text).stdout)
    assert len(data["blocks"]) == len(data["openings"]) == 4
    assert {"blocks", "openings"} <= set(data["cut"])


def test_what_is_odd_in_a_model_is_said_with_its_line() -> None:
    text = MODEL.replace("- -bonus", "- {id: P2, wants: -shifts, red_line: true}")
    result = run("settle", "-", stdin=text)
    assert "standard input:5:5: no preference speaks of option 'bonus'" in result.stderr
    assert "standard input:9:7: Port's own red lines exclude each other" in result.stderr
    assert "standard input:10:7: Port's own red lines exclude each other" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize("command", ["solve", "settle"])
def test_what_a_model_holds_cannot_command_the_terminal(model: str, command: str) -> None:
    assert "\x1b" not in run(command, model).stdout


@pytest.mark.parametrize("command", ["solve", "settle"])
def test_a_model_comes_from_standard_input(command: str) -> None:
    assert run(command, "-", stdin=MODEL).exit_code == 0


@pytest.mark.parametrize("command", ["solve", "settle"])
def test_every_defect_goes_to_standard_error(command: str) -> None:
    result = run(command, "-", stdin=MODEL.replace("shifts, red", "shfts, red").replace("-bonus", "-bnus"))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "option 'shfts' is not declared; did you mean 'shifts'?" in result.stderr
    assert "option 'bnus' is not declared; did you mean 'bonus'?" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["solve", "settle"])
def test_a_model_without_any_feasible_state_is_an_error(command: str) -> None:
    result = run(command, "-", stdin=MODEL + "infeasible: [jobs, -jobs]\n")
    assert result.exit_code == 1
    assert "no feasible state" in result.stderr


def test_a_model_too_large_is_refused_with_numbers_by_solve_and_settled_all_the_same() -> None:
    options = ", ".join(f"x{i}" for i in range(40))
    text = f"decision_makers: [A]\noptions: [{options}]\npreferences: {{A: [x1]}}\n"
    result = run("solve", "-", stdin=text)
    assert result.exit_code == 1
    assert "40 options make 1,099,511,627,776 candidate states" in result.stderr
    assert "of which 1,099,511,627,776 are feasible" in result.stderr
    assert "options with every state feasible); leave out options" in result.stderr
    settled = run("settle", "-", "--format", "json", stdin=text)
    assert settled.exit_code == 0
    assert json.loads(settled.stdout)["packages"]["count"] == 2**40


def test_an_unknown_concept_is_wrong_usage(model: str) -> None:
    result = run("solve", model, "--concepts", "nash,wishful")
    assert result.exit_code == 2
    assert "'wishful' is not one of nash, gmr, smr, seq, sseq" in result.stderr


TALKS = """
title: Harbour <talks>
decision_makers: [Port, Union]
options: [{name: shifts, label: Night shifts, owner: Port}, {name: strike, owner: Union}]
preferences:
  Port: [{id: P1, wants: -strike}, {id: P2, wants: shifts}]
  Union: [{id: U1, wants: shifts -> strike}, {id: U2, wants: -strike}, {id: U3, wants: shifts, unknown: true}]
"""


def test_states_are_written_as_csv() -> None:
    result = run("solve", "-", "--format", "csv", "--stability", "--concepts", "nash", stdin=TALKS)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["state"] for row in rows] == ["NN", "YN", "NY", "YY"]
    assert [row["rank Port"] for row in rows] == ["2", "1", "4", "3"]
    assert [row["nash Union"] for row in rows] == ["yes", "no", "no", "yes"]
    assert [row["nash"] for row in rows] == ["no", "no", "no", "yes"]
    assert (rows[1]["shifts"], rows[1]["strike"]) == ("Y", "N")


def test_the_state_graph_is_written_as_graphml() -> None:
    result = run("solve", "-", "--format", "graphml", "--concepts", "nash", stdin=TALKS)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ElementTree.fromstring(result.stdout)
    nodes = [node.get("id") for node in root.iterfind(".//g:node", space)]
    edges = {
        (edge.get("source"), edge.get("target"), *(data.text for data in edge.iterfind("g:data", space)))
        for edge in root.iterfind(".//g:edge", space)
    }
    assert nodes == ["NN", "YN", "NY", "YY"]
    assert len(edges) == 8
    assert ("NN", "YN", "Port", "true") in edges
    assert ("YN", "NN", "Port", "false") in edges
    holding = [
        node.get("id")
        for node in root.iterfind(".//g:node", space)
        if node.find("g:data[@key='nash']", space).text == "true"
    ]
    assert holding == ["YY"]


def test_a_small_state_graph_is_drawn() -> None:
    root = ElementTree.fromstring(run("solve", "-", "--format", "svg", stdin=TALKS).stdout)
    titles = {title.text for title in root.iter("{http://www.w3.org/2000/svg}title")}
    assert titles == {
        "Harbour <talks>",
        "Port: NN to YN",
        "Port: NY to YY",
        "Union: NY to NN",
        "Union: YN to YY",
    }
    names = ", ".join(f"x{i}" for i in range(6))
    refused = run("solve", "-", "--format", "svg", stdin=f"decision_makers: [A]\noptions: [{names}]\n")
    assert refused.exit_code == 1
    assert "64 feasible states are too many for a picture, written for up to 32" in refused.stderr


def test_other_questions_are_not_answered_as_a_table_of_states() -> None:
    result = run("solve", "-", "--format", "csv", "--why", "NN", stdin=TALKS)
    assert result.exit_code == 2
    assert "answered as table or json, not as csv" in result.stderr


def test_wanted_says_which_changes_make_a_state_hold() -> None:
    result = run("solve", "-", "--wanted", "YN", "--concepts", "nash", stdin=TALKS)
    assert "nash: 1 change, in 2 ways" in result.stdout
    assert "Union drops U1 (shifts -> strike)" in result.stdout
    data = json.loads(run("solve", "-", "--wanted", "YY", "--format", "json", stdin=TALKS).stdout)
    assert data["inverse"]["state"] == "YY"
    assert data["inverse"]["nash"]["changes"] == 0


def test_extensions_and_reasons_of_coalitions_are_told() -> None:
    arguments = ("solve", "-", "--extensions", "ad", "--why", "NY", "--coalitions", "joint")
    text = run(*arguments, "--concepts", "nash", stdin=TALKS).stdout
    assert "Extension a: an uncertain move tempts" in text
    assert "Extension b" not in text
    assert "nash, Port + Union: not stable" in text
    data = json.loads(run(*arguments, "--format", "json", stdin=TALKS).stdout)
    assert set(data["extensions"]) == {"a", "d"}
    assert data["why"]["coalitions_joint"]["Port + Union"]["nash"]["stable"] is False
    wrong = run("solve", "-", "--extensions", "xyz", stdin=TALKS)
    assert wrong.exit_code == 2
    assert "'x' is not one of a, b, c, d" in wrong.stderr


def test_a_move_to_an_equally_liked_state_is_no_improvement_in_graphml() -> None:
    text = "decision_makers: [A]\noptions: [{name: a, owner: A}]\n"
    root = ElementTree.fromstring(run("solve", "-", "--format", "graphml", stdin=text).stdout)
    told = [data.text for data in root.iter() if data.get("key") == "improvement"]
    assert told == ["false", "false"]

"""What it/scorecard makes of the lines that the suite printed: a run that was broken off counts as far as it came, and of two results
of one case the later.

    scorecard.py missing LOG INDEX AGAIN                    prints the cases that have no result, and those to be measured anew
    scorecard.py page WORK INDEX SECONDS VERSIONS           prints docs/scorecard.md
"""

import pathlib
import re
import sys

SUBJECTS = [
    ("ours-target-postgres", "ours: PostgreSQL"),
    ("ours-target-duckdb", "ours: DuckDB"),
    ("ours-target-sqlite", "ours: SQLite"),
    ("peer-meltanolabs-target-postgres", "meltanolabs-target-postgres"),
    ("peer-target-duckdb", "target-duckdb"),
]
WORDS = {"PASS": "yes", "FAIL": "**no**", "N/A": "-", "NOT RUN": "-"}
UNMEASURED = "?"
RESULT = re.compile(r"^(PASS|FAIL|N/A|NOT RUN)\s+(\S+)")


def measured(log):
    """Case to its word and the lines below it."""
    cases, below = {}, []
    for line in log.read_text(errors="replace").splitlines() if log.exists() else []:
        match = RESULT.match(line)
        if match:
            below = []
            cases[match[2]] = (WORDS[match[1]], below)
        else:
            below.append(line.strip())
    return cases


def finding(below):
    """The first thing that was not as expected, on one line."""
    lines = [line for line in below if line]
    place, expected = (lines + ["", ""])[:2]
    found = next((line for line in lines[2:] if line.startswith("found:")), "")
    text = f"{place}: {expected}; {found}".replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= 260 else text[:257] + "…"


def table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|---" * len(header) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def missing(log, index, again):
    there, anew = measured(pathlib.Path(log)), again.split(",")
    print(",".join(name for name in pathlib.Path(index).read_text().split() if name in anew or name not in there))


def page(work, index, seconds, versions):
    work, names = pathlib.Path(work), pathlib.Path(index).read_text().split()
    subjects = [(title, measured(work / "reports" / folder / "log.txt")) for folder, title in SUBJECTS]
    titles = [title for title, _ in subjects]

    def word(cases, name):
        return cases.get(name, (UNMEASURED, []))[0]

    print("# Scorecard: the conformance suite on our connectors and on others\n")
    print(
        "Written by `it/scorecard`, as measured: every target started as a process, each case once (in its first batch size), with\n"
        f"{seconds} s for each run, the peers from PyPI as they come: {versions}. What a case proves stands in\n"
        "[cases.md](cases.md). *yes*: passed. **no**: failed. -: does not apply, because it needs a capability that the target does not\n"
        "claim, or is about settings and error codes of this kit. ?: not measured, since the run was broken off before. Of a peer any\n"
        "exit status but 0 passes where a failure is expected, as long as no state beyond it came out and nothing of it was written;\n"
        "its counters and messages are not looked at. `it/certificates` holds what the peers were certified with.\n"
    )
    labels = [("yes", "passed"), ("**no**", "failed"), ("-", "do not apply"), (UNMEASURED, "not measured")]
    table(
        ["", *titles],
        [[label, *(str(sum(word(cases, name) == sign for name in names)) for _, cases in subjects)] for sign, label in labels],
    )
    print("\n## Case by case\n")
    table(["case", *titles], [[f"`{name}`", *(word(cases, name) for _, cases in subjects)] for name in names])
    for title, cases in subjects:
        failed = [(name, below) for name, (sign, below) in cases.items() if sign == "**no**"]
        if failed:
            print(f"\n## What failed on {title}\n")
            table(["case", "the first thing that was not as expected"], [[f"`{name}`", finding(below)] for name, below in failed])


{"missing": missing, "page": page}[sys.argv[1]](*sys.argv[2:])

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
YES, NO, IN_PART, SPARED, UNMEASURED = "yes", "**no**", "**in part**", "-", "?"
RESULT = re.compile(r"^(PASS|FAIL|N/A|NOT RUN)\s+(\S+)(?: \[(.+?)\])?")
END = re.compile(r"^\d+ passed\b.*; report: ")


class Case:
    """What came of a case in its runs, of which there is one for each batch size."""

    def __init__(self):
        self.passed, self.failed, self.spared = 0, [], 0

    def add(self, verdict, run):
        below = []
        if verdict == "PASS":
            self.passed += 1
        elif verdict == "FAIL":
            self.failed.append((run, below))
        else:
            self.spared += 1
        return below

    def word(self):
        if self.failed:
            return IN_PART if self.passed else NO
        return YES if self.passed else SPARED


def measured(log):
    """Case to what came of it; the last one of a run that was broken off may lack a batch size, and is left out."""
    cases, below, running, last = {}, [], None, None
    for line in log.read_text(errors="replace").splitlines() if log.exists() else []:
        match = RESULT.match(line)
        if match:
            verdict, name, run = match.groups()
            if name != running:
                cases[name] = Case()
            running = last = name
            below = cases[name].add(verdict, run or "")
        elif END.match(line):
            running = last = None
        else:
            below.append(line.strip())
    if last:
        del cases[last]
    return cases


def finding(run, below, secret):
    """The first thing that was not as expected, on one line, without the place where it was measured."""
    lines = [line for line in below if line]
    place, expected = (lines + ["", ""])[:2]
    found = next((i for i, line in enumerate(lines) if line.startswith("found:")), None)
    found = " ".join(lines[found : found + 2]) if found is not None and lines[found].endswith(" is") else (lines[found] if found is not None else "")
    text = f"{run + ': ' if run else ''}{place}: {expected}; {found}".replace(secret, "")
    text = re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")
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
        return cases[name].word() if name in cases else UNMEASURED

    print("# Scorecard: the conformance suite on our connectors and on others\n")
    print(
        "Written by `it/scorecard`, as measured: every target started as a process, each case in all of its batch sizes, with\n"
        f"{seconds} s for each run, the peers from PyPI as they come: {versions}. What a case proves stands in\n"
        "[cases.md](cases.md). *yes*: passed. **no**: failed. **in part**: passed in some batch sizes and failed in others. -: does not\n"
        "apply, because it needs a capability that the target does not claim, or is about settings and error codes of this kit.\n"
        "?: not measured. Of a peer any exit status but 0 passes where a failure is expected, as long as no state beyond it came out and\n"
        "nothing of it was written; its counters and messages are not looked at, and it may repeat a state or keep its states for the\n"
        "end. `it/certificates` holds what the peers were certified with.\n"
    )
    labels = [(YES, "passed"), (IN_PART, "passed in part"), (NO, "failed"), (SPARED, "do not apply"), (UNMEASURED, "not measured")]
    table(
        ["", *titles],
        [[label, *(str(sum(word(cases, name) == sign for name in names)) for _, cases in subjects)] for sign, label in labels],
    )
    print("\n## Case by case\n")
    table(["case", *titles], [[f"`{name}`", *(word(cases, name) for _, cases in subjects)] for name in names])
    for title, cases in subjects:
        failed = [name for name in names if word(cases, name) in (NO, IN_PART)]
        if failed:
            print(f"\n## What failed on {title}\n")
            table(
                ["case", "the first thing that was not as expected"],
                [[f"`{name}`", finding(*cases[name].failed[0], f"{work}/")] for name in failed],
            )


{"missing": missing, "page": page}[sys.argv[1]](*sys.argv[2:])

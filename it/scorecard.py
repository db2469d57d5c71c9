"""Prints docs/scorecard.md from the JUnit reports that it/scorecard left behind."""

import pathlib
import sys
import xml.etree.ElementTree as xml

SUBJECTS = [
    ("ours-target-postgres", "target-postgres", "ours: PostgreSQL"),
    ("ours-target-duckdb", "target-duckdb", "ours: DuckDB"),
    ("ours-target-sqlite", "target-sqlite", "ours: SQLite"),
    ("peer-meltanolabs-target-postgres", "meltanolabs-target-postgres", "meltanolabs-target-postgres"),
    ("peer-target-duckdb", "target-duckdb", "target-duckdb"),
]
PASSED, FAILED, NOT_APPLICABLE = "yes", "**no**", "-"


def result(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return FAILED
    return NOT_APPLICABLE if case.find("skipped") is not None else PASSED


def finding(case):
    """The first thing that was not as expected, on one line."""
    node = case.find("failure")
    node = case.find("error") if node is None else node
    lines = [line.strip() for line in (node.text or "").splitlines() if line.strip()]
    place, expected, found = (lines + ["", "", ""])[:3]
    for line in lines[2:]:
        if line.startswith("found:"):
            found = line
            break
    text = f"{place}: {expected}; {found}".replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= 260 else text[:257] + "…"


def cases(work, folder, name):
    suite = xml.parse(work / "reports" / folder / f"TEST-{name}.xml").getroot()
    return {case.get("name").split(" [")[0]: case for case in suite.iter("testcase")}


def main():
    work, versions = pathlib.Path(sys.argv[1]), sys.argv[2]
    measured = [(title, cases(work, folder, name)) for folder, name, title in SUBJECTS]
    names = list(measured[0][1])
    print("# Scorecard: the conformance suite on our connectors and on others\n")
    print(
        "Written by `it/scorecard`, as measured: every connector started as a process, each case once (in its first batch\n"
        f"size), the peers from PyPI as they come: {versions}. What a case proves stands in [cases.md](cases.md). *yes*:\n"
        "passed; **no**: failed; -: does not apply, because it needs a capability that the target does not claim, or is about\n"
        "settings and error codes of this kit. Of a peer any non-zero exit passes where a failure is expected, as long as no state\n"
        "beyond it came out and nothing of it was written; counters are not looked at. `it/certificates` holds what the peers\n"
        "were certified with.\n"
    )
    print("| | " + " | ".join(title for title, _ in measured) + " |")
    print("|---|" + "---|" * len(measured))
    for word, label in ((PASSED, "passed"), (FAILED, "failed"), (NOT_APPLICABLE, "do not apply")):
        print(f"| {label} | " + " | ".join(str(sum(result(c) == word for c in found.values())) for _, found in measured) + " |")
    print("\n## Case by case\n\n| case | " + " | ".join(title for title, _ in measured) + " |")
    print("|---|" + "---|" * len(measured))
    for name in names:
        print(f"| `{name}` | " + " | ".join(result(found[name]) for _, found in measured) + " |")
    for title, found in measured:
        failed = [(name, case) for name, case in found.items() if result(case) == FAILED]
        if failed:
            print(f"\n## What {title} did instead\n\n| case | first finding |\n|---|---|")
            for name, case in failed:
                print(f"| `{name}` | {finding(case)} |")


main()

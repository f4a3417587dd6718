"""Prints what wapiti found: `findings.py REPORT.json`. Ends with 1 if there is anything but what is
named with its reason in docs/probing.md and listed here."""

import json
import sys

# Title of a finding and words of its line: false alarms, each explained in docs/probing.md.
FALSE_ALARMS = [
    ("HTTP Methods", "OPTIONS (405)"),
    ("Secure Flag cookie", "Secure flag is not set in the cookie"),
    ("Spring4Shell", "POST /correction-reports/new "),
    ("Cross Site Request Forgery", "POST /mailbox/new "),
    ("Cross Site Request Forgery", "POST /mailbox/status "),
    ("Cross Site Request Forgery", "/correction-reports/new "),
    ("Cross Site Request Forgery", "POST /sign-in "),
]


def main():
    report = json.load(open(sys.argv[1], encoding="utf-8"))
    unexplained = 0
    for group in ("vulnerabilities", "anomalies", "additionals"):
        for title, found in report[group].items():
            for one in found:
                line = f"{one['method']} {one['path']} {one['parameter'] or ''} {one['info']}"
                known = any(title == name and words in line for name, words in FALSE_ALARMS)
                unexplained += not known
                print(f"{'named ' if known else ''}{group[:-1]}: {title}: {line}")
    print(f"{unexplained} findings in {report['infos']['crawled_pages_nbr']} pages")
    sys.exit(unexplained > 0)


main()

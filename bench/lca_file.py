"""An LCA file as large as wanted, in the current layout, resampled from the rows of tests."""

import csv
import random
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "tests/roles/importers/data"
HEADER = [
    "CASE_NUMBER",
    "CASE_STATUS",
    "VISA_CLASS",
    "JOB_TITLE",
    "SOC_CODE",
    "FULL_TIME_POSITION",
    "DECISION_DATE",
    "EMPLOYER_NAME",
    "EMPLOYER_ADDRESS1",
    "EMPLOYER_POC_EMAIL",
    "WORKSITE_STATE",
    "WAGE_RATE_OF_PAY_FROM",
    "WAGE_RATE_OF_PAY_TO",
    "WAGE_UNIT_OF_PAY",
    "PREVAILING_WAGE",
]
STATUSES = ["Certified"] * 8 + ["Certified - Withdrawn", "Denied"]
# Most titles of a real file are of other trades, and many stand there once.
TRADES = ["Software Engineer", "Data Analyst", "Physician", "Accountant", "Mechanical Engineer"]
TITLES_OF_ONE_ROW = 0.15
EMPLOYERS = 20_000


def write(path, rows, seed=1):
    # The same file each time, so that two runs can be compared.
    chance = random.Random(seed)
    samples = _samples()
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(_row(number, chance, samples) for number in range(rows))


def _samples():
    with (SAMPLES / "lca_fy2013q3.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def _row(number, chance, samples):
    sample = chance.choice(samples)
    title = sample["JobTitle"] if chance.random() < 0.5 else chance.choice(TRADES)
    if chance.random() < TITLES_OF_ONE_ROW:
        title = f"{title}, Team {number}"
    wage = round(float(sample["Wage"]) * chance.uniform(0.7, 1.4), 2)
    return [
        f"I-200-{number:09}",
        chance.choice(STATUSES),
        "H-1B",
        title,
        "11-3021.00",
        "Y" if chance.random() < 0.97 else "N",
        f"{chance.randint(2020, 2025)}-{chance.randint(1, 12):02}-15",
        f"{sample['Employer']} {chance.randint(1, EMPLOYERS)}",
        "1 Main Street",
        "somebody@example.com",
        sample["State"],
        f"{wage:,.2f}",
        "0.00",
        "Year",
        f"{wage * 0.9:,.2f}",
    ]

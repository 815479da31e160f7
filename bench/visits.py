"""A first visit by a phone on a slow line, as Lighthouse sees it: points, times and weight.

It needs npm, which brings Lighthouse, and Chromium; `tools()` says what is missing.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from bench.databases import ROOT, environment, manage

LIGHTHOUSE = "lighthouse@12.8.2"
RUNS = 3
TRIES = 3
PORT = 8799
SITE = f"http://127.0.0.1:{PORT}"
THREE = "product-manager-vs-technical-product-manager-vs-technical-program-manager"
PAGES = {
    "home": "/",
    "role": "/roles/technical-product-manager/",
    "comparison": f"/compare/{THREE}/",
    "pay": "/salaries/",
}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Points short of a hundred; milliseconds; bytes and requests of everything with the first visit.
LIMITS = {
    "performance": 1,
    "accessibility": 0,
    "best-practices": 0,
    "seo": 0,
    "largest-contentful-paint": 1200,
    "cumulative-layout-shift": 0.01,
    "total-blocking-time": 50,
}
HEAVIEST, MOST_BYTES, MOST_REQUESTS = "comparison", 75_000, 7


def missing():
    """What this needs and the machine has not."""
    return [name for name in ("npx", "chromium") if shutil.which(name) is None]


def measures(address):
    """Name, median of three runs, and limit, of each page and each thing that is measured."""
    manage(address, "load_starter", "--verbosity", "0")
    manage(address, "load_assessment", "--verbosity", "0")
    manage(address, "collectstatic", "--no-input", "--verbosity", "0")
    with serving(address):
        for name, path in PAGES.items():
            yield from measures_of(name, SITE + path)
        question, cookie = begun_attempt()
        # What a taker answers is nobody else's to find.
        yield from measures_of("question", question, cookie, without=("seo",))


def measures_of(name, page, cookie="", without=()):
    reports = [report(page, cookie) for _ in range(RUNS)]
    for what, limit in LIMITS.items():
        if what not in without:
            yield f"{name}: {what}", statistics.median(value(each, what) for each in reports), limit
    if name == HEAVIEST:
        requests = reports[0]["audits"]["network-requests"]["details"]["items"]
        yield f"{name}: bytes", sum(each["transferSize"] for each in requests), MOST_BYTES
        yield f"{name}: requests", len(requests), MOST_REQUESTS


def value(found, what):
    if what in CATEGORIES:
        return 100 - round(100 * found["categories"][what]["score"])
    return found["audits"][what]["numericValue"]


def report(page, cookie):
    command = ["npx", "--yes", LIGHTHOUSE, page, "--quiet", "--output=json"]
    command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []
    environ = {**os.environ, "CHROME_PATH": shutil.which("chromium")}
    # Now and then a trace begins too late, and Lighthouse asks to be run again.
    for _ in range(TRIES):
        run = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
        if not run.returncode:
            return json.loads(run.stdout)
    raise RuntimeError(run.stderr)


@contextmanager
def serving(address):
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT)]
    command += ["careerguide.wsgi:application", "--no-log"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(address))
    try:
        wait_for_answer()
        yield
    finally:
        server.terminate()
        server.wait()


def wait_for_answer(tries=100):
    for _ in range(tries):
        try:
            urlopen(f"{SITE}/robots.txt").close()  # noqa: S310, of this machine
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not answer")


def begun_attempt():
    """The address of the first question of a new attempt, and the cookie that it is known by."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    start = opener.open(f"{SITE}/quiz/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', start)[1]
    sent = urlencode({"csrfmiddlewaretoken": token}).encode()
    request = Request(f"{SITE}/quiz/", data=sent, headers={"Referer": f"{SITE}/quiz/"})  # noqa: S310
    question = opener.open(request).geturl()
    return question, "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

"""The shipped proxies, each on a port of its own before an origin of the test's."""

import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.server import PATIENCE, ROOT, free_port

HOST = "careers.example"
PATH = f"{os.environ['PATH']}:/usr/local/sbin:/usr/sbin:/sbin"
# As much of /etc/nginx/nginx.conf as ours needs, kept within the folder of the test.
NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {ours}
}}
"""


def program(name, package):
    """Where it is; the test is skipped where it is not installed."""
    if found := shutil.which(name, path=PATH):
        return found
    return pytest.skip(f"{name} is not installed; on Debian: apt-get install {package}")


def certificate(folder):
    """Of a key that lasts as long as the test."""
    files = [folder / "careers.example.pem", folder / "careers.example.key"]
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
    command = [program("openssl", "openssl"), *asked, "-out", files[0], "-keyout", files[1]]
    subprocess.run(command, check=True, capture_output=True)
    return files


def replaced(text, changes):
    """What a machine has to have otherwise; each of it stands in the file as it is shipped."""
    for shipped, here in changes.items():
        assert shipped in text, shipped
        text = text.replace(shipped, str(here))
    return text


def nginx_command(folder, port, upstream):
    cert, key = certificate(folder)
    changes = {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "/etc/ssl/careers.example.pem": cert,
        "/etc/ssl/private/careers.example.key": key,
        "/var/cache/nginx/careerguide": folder / "cache",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
    }
    ours = replaced((ROOT / "deploy" / "nginx.conf").read_text(), changes)
    config = folder / "nginx.conf"
    # Started by root it would become somebody who may not look into the folder of the test.
    user = "" if os.geteuid() else "user root;"
    config.write_text(NGINX.format(folder=folder, ours=ours, user=user))
    return [program("nginx", "nginx-light"), "-p", folder, "-c", config]


def caddy_command(folder, port, upstream):
    caddy = program("caddy", "caddy")
    cert, key = certificate(folder)
    changes = {
        "{\n\tservers {": "{\n\tadmin off\n\tauto_https off\n\tservers {",
        "\ncareers.example {": f"\nhttps://{HOST}:{port} {{\n\ttls {cert} {key}",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
    }
    config = folder / "Caddyfile"
    config.write_text(replaced((ROOT / "deploy" / "Caddyfile").read_text(), changes))
    return [caddy, "run", "--adapter", "caddyfile", "--config", config]


def caddy_environment(folder):
    """With the older names of two settings, where this Caddy has no others."""
    said = subprocess.run(
        [program("caddy", "caddy"), "version"], check=True, capture_output=True, text=True
    ).stdout
    version = tuple(int(part) for part in said.split()[0].lstrip("v").split(".")[:3])
    older = {"BUFFERING": "buffer_requests", "BUFFERING_OF_ANSWERS": "buffer_responses"}
    return {**os.environ, "HOME": str(folder), **(older if version < (2, 6, 4) else {})}


@contextmanager
def proxy(name, folder, upstream):
    """The port on which it ends TLS."""
    port = free_port()
    make = {"nginx": nginx_command, "caddy": caddy_command}[name]
    command = make(folder, port, upstream)
    environment = caddy_environment(folder) if name == "caddy" else None
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port, process, folder / "log")
            yield port
        finally:
            process.terminate()
            process.wait()


def wait_for(port, process, log):
    deadline, pause = time.monotonic() + PATIENCE, threading.Event()
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            pause.wait(0.05)
        else:
            return
    raise TimeoutError("the proxy did not start")


def secured(port):
    """A connection to it, as to the site."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    line = HTTPConnection(HOST)
    bare = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    line.sock = context.wrap_socket(bare, server_hostname=HOST)
    return line


def ask(port, address, method="GET", body=None, **headers):
    """The answer to one request, with all that was sent in its `content`."""
    with closing(secured(port)) as line:
        line.request(
            method, address, body, {key.replace("_", "-"): v for key, v in headers.items()}
        )
        response = line.getresponse()
        response.content = response.read()
        return response


class Origin(ThreadingHTTPServer):
    """Counts what it is asked, and says of each page what a test wants said of it."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.forget()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def forget(self):
        self.asked = Counter()
        self.headers = {}
        self.seen = []

    def close(self):
        self.shutdown()
        self.server_close()


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked[self.path] += 1
        self.server.seen.append(self.headers)
        length = int(self.headers.get("Content-Length") or 0)
        said = f"{self.command} {self.server.asked[self.path]} {len(self.rfile.read(length))}"
        self.send_response(200)
        for name, value in self.server.headers.get(self.path, {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said.encode())

    do_POST = do_GET

    def log_message(self, *_):
        """Nothing: what is asked is counted."""

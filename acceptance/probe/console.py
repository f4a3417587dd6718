"""Signs in to the demo's console and prints what the probes need: `console.py http://HOST:PORT COOKIES`.

One line each, `NAME=value`: the keys of two systems (letters, documents) and an editor's cookie, which
is written to the file COOKIES besides, as wapiti reads it.
Only the standard library, so that every probe can run it.
"""

import html
import json
import re
import sys
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

PASSWORD = "Weiyang-2026"


class Console:
    """A browser that knows forms."""

    def __init__(self, base, login):
        self.base = base
        self.jar = CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(cookies)
        self.send("/sign-in", {"login": login, "password": PASSWORD})

    def open(self, path):
        return self.opener.open(self.base + path, timeout=60).read().decode()

    def send(self, path, fields):
        body = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.base + path, body, {"Origin": self.base})
        return self.opener.open(request, timeout=60).read().decode()

    def token(self, path):
        found = re.search(r'name="csrf" value="([^"]+)"', self.open(path))
        if not found:
            raise SystemExit(f"{path} shows no form: is the account signed in?")
        return html.unescape(found.group(1))

    def key(self, name, unit, used_for):
        form = {"csrf": self.token("/api-keys/new"), "name": name, "unit": unit}
        shown = self.send("/api-keys", form | {"used_for": used_for, "column": "*", "days": "30"})
        found = re.search(r"<code[^>]*>(wy_[A-Za-z0-9_]+)</code>", shown)
        if not found:
            raise SystemExit("the console showed no key")
        return found.group(1)

    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def cookie_file(self, path):
        kept = {"expires": None, "secure": False, "port": None, "version": 0}
        cookies = {cookie.name: kept | {"value": cookie.value} for cookie in self.jar}
        host = urllib.parse.urlsplit(self.base).hostname
        with open(path, "w", encoding="utf-8") as file:
            json.dump({host: {"/": cookies}}, file)


def main():
    base = sys.argv[1].rstrip("/")
    system = Console(base, "xitong.guanli")
    print("LETTERS_KEY=" + system.key("probe letters", "qzfb", "unit_cases"))
    print("DOCUMENTS_KEY=" + system.key("probe documents", "qzfb", "documents"))
    editor = Console(base, "qzfb.bianji")
    editor.open("/")
    editor.cookie_file(sys.argv[2])
    print("EDITOR_COOKIE='" + editor.cookie() + "'")


main()

"""A proxy on loopback that makes one prober a crowd: `crowd.py PORT TARGET_PORT`.

Every request gets a household of its own in X-Forwarded-For, so that what is probed is the portal and
not its limits on one household. Bodies and answers pass as they are; redirects are not followed.
"""

import http.client
import itertools
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COUNT = itertools.count(1)
HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "x-forwarded-for"}


class Crowd(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    target = 0

    def pass_on(self):
        number = next(COUNT)
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length) if length else None
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        portal = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        try:
            portal.request(self.command, self.path, body, headers)
            answer = portal.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException, ValueError) as error:
            # The prober wrote what no client of ours can send on; that is no answer of the portal.
            self.send_error(502, explain=str(error))
            return
        finally:
            portal.close()
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP | {"content-length"}:
                self.send_header(name, value)
        length = answer.getheader("content-length") if self.command == "HEAD" else None
        self.send_header("content-length", length or str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = pass_on

    def log_message(self, *_):
        pass


Crowd.target = int(sys.argv[2])
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Crowd).serve_forever()

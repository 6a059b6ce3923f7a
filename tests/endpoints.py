"""A real HTTP server on this machine that answers as a test says: well, slowly, wrongly, or not at all."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from few import DOCUMENTS

KEY = "sk-test/0123456789-never-to-be-seen"


def entities(document: str) -> str:
    """Return a good answer: the document's first word is a person."""
    mention = {"text": DOCUMENTS[document].text.split()[0], "occurrence": 1, "kind": "name"}
    entity = {"id": "e1", "type": "PER", "name": None, "value": None, "mentions": [mention]}
    return json.dumps({"id": document, "entities": [entity], "relations": [], "events": []})


def completion(text: str | None, finish: str = "stop", **more: Any) -> bytes:
    """Return a chat completion as a server sends it."""
    message = {"role": "assistant", "content": text, **more}
    usage = {"prompt_tokens": 1000, "completion_tokens": 10, "total_tokens": 1010}
    return json.dumps({"choices": [{"message": message, "finish_reason": finish}], "usage": usage}).encode()


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of clients that have hung up, as some tests make them."""


class Endpoint:
    """The server: ``script(handler, document, nth)`` answers the n-th request for a document."""

    def __init__(self) -> None:
        self.script: Callable[[Any, str, int], None] = lambda handler, document, _: handler.send(
            completion(entities(document))
        )
        self.asked: Counter[str] = Counter()
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.ended = threading.Event()
        self.server = Server(("127.0.0.1", 0), handler_of(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()


def handler_of(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            document = body["messages"][1]["content"].split()[1]
            with endpoint.lock:
                endpoint.asked[document] += 1
                endpoint.bodies.append(body)
                endpoint.headers.append(dict(self.headers) | {"path": self.path})
                endpoint.at_once += 1
                endpoint.most_at_once = max(endpoint.most_at_once, endpoint.at_once)
                nth = endpoint.asked[document]
            try:
                endpoint.script(self, document, nth)
            finally:
                with endpoint.lock:
                    endpoint.at_once -= 1

        def send(self, content: bytes, status: int = 200, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def hang(self) -> None:
            endpoint.ended.wait(60)
            self.close_connection = True

        def drop(self, content: bytes = b"", length: int = 1000) -> None:
            """Break off in the middle of a response."""
            self.send_response(200)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    return Handler

"""Chromium driven over its DevTools protocol through a pipe: one browser, a fresh tab for each page."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    # The browser's own errands find no host either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
SANDBOX = ("--no-sandbox",) if os.geteuid() == 0 else ()

INCH = 25.4
PAPER = {"A4": (210 / INCH, 297 / INCH), "Letter": (8.5, 11.0)}
"""Width and height in inches."""

_PATIENCE = 60.0


class Browser:
    """A running Chromium. Messages end in a zero byte and go through two pipes."""

    def __init__(self, profile: Path) -> None:
        read_commands, write_commands = os.pipe()
        read_answers, write_answers = os.pipe()
        # The browser expects its ends as 3 and 4; copies above these can be moved there safely.
        theirs = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (read_commands, write_answers)]
        os.close(read_commands)
        os.close(write_answers)

        def place() -> None:
            os.dup2(theirs[0], 3)
            os.dup2(theirs[1], 4)

        command = [str(CHROMIUM), *QUIET, *SANDBOX, f"--user-data-dir={profile}", "--remote-debugging-pipe"]
        self._process = subprocess.Popen(
            command,
            preexec_fn=place,
            pass_fds=(3, 4),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for fd in theirs:
            os.close(fd)
        self._in, self._out = read_answers, write_commands
        self._received = b""
        self._n_sent = 0

    def close(self) -> None:
        """End the browser and wait for it."""
        with contextlib.suppress(OSError):
            os.close(self._out)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events on the way are passed over."""
        self._n_sent += 1
        message: dict[str, Any] = {"id": self._n_sent, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            answer = self._next(end)
            if answer.get("id") == self._n_sent:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
        raise TimeoutError(method)

    def _next(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._received:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            part = os.read(self._in, 1 << 20) if ready else b""
            if not part:
                raise TimeoutError("the browser does not answer")
            self._received += part
        message, _, self._received = self._received.partition(b"\0")
        return dict(json.loads(message))

    @contextlib.contextmanager
    def tab(self, page: Path, *, width: int = 1280, dark: bool = False) -> Iterator[Tab]:
        """A page opened in a tab of a given width, in light or dark."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        tab.call("Emulation.setEmulatedMedia", features=[scheme])
        tab.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=1000,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        # A tab behind another is not drawn, and a picture of it never comes.
        tab.call("Page.bringToFront")
        tab.call("Page.navigate", url=page.as_uri())
        tab.wait_for(f"document.readyState === 'complete' && location.href === {json.dumps(page.as_uri())}")
        try:
            yield tab
        finally:
            self.call("Target.closeTarget", targetId=target)


class Tab:
    """An open page."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **params)

    def value_of(self, expression: str) -> Any:
        """The value of a JavaScript expression; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not self.value_of(condition):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.05)

    def picture(self, *, whole: bool = False) -> bytes:
        """What the page looks like, as PNG; `whole` has all of it, not only the first screen."""
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        return base64.b64decode(data)

    def printed(self, paper: str) -> bytes:
        """The page on paper of a named size, as PDF."""
        width, height = PAPER[paper]
        answer = self.call(
            "Page.printToPDF", paperWidth=width, paperHeight=height, printBackground=True,
            preferCSSPageSize=False,
        )  # fmt: skip
        return base64.b64decode(answer["data"])

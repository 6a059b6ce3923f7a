"""A page in a browser as people meet it: opened, watched for what it asks of the network, and held to axe."""

from __future__ import annotations

import json
from importlib import resources

AXE = resources.files("selenium_axe_python").joinpath("axe-core", "axe.min.js")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def open_page(browser, page, *, width=1200, height=900, mode="light"):
    """Open the page as a window of that width and a reader of that preference would."""
    preference = {"features": [{"name": "prefers-color-scheme", "value": mode}]}
    window = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", window)
    for log in ("browser", "performance"):
        browser.get_log(log)  # what was logged before is not about this page
    browser.get(page.as_uri())


def requests_since(browser):
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
    return [params["request"]["url"] for params in sent]


def violations(browser):
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    result = browser.execute_async_script(
        "const done = arguments[1]; axe.run(document, {runOnly: arguments[0]}).then(done)", list(RULES)
    )
    assert len(result["passes"]) > 15, "axe ran hardly any rule"
    return [
        (found["id"], [node["html"][:200] for node in found["nodes"]])
        for found in (*result["violations"], *result["incomplete"])
    ]

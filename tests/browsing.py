"""A page in a browser as people meet it: opened, watched for what it asks of the network, and held to axe."""

from __future__ import annotations

import json
import re
from importlib import resources
from types import SimpleNamespace

from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 30
"""Seconds that a busy machine may take."""

AXE = resources.files("selenium_axe_python").joinpath("axe-core", "axe.min.js")
CONTRAST = "color-contrast"
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


def show(browser, path, fragment="", **how):
    """Open a document's page at a fragment afresh, and wait until it has read what it carries."""
    browser.get("about:blank")
    address = path.as_uri() + (f"#{fragment}" if fragment else "")
    open_page(browser, SimpleNamespace(as_uri=lambda: address), **how)
    WebDriverWait(browser, PATIENCE).until(
        lambda page: page.execute_script("return document.documentElement.dataset.ready")
    )


def heard(browser, role):
    """Return what a screen reader is told within the first element of a role; marks stand in brackets."""
    browser.execute_cdp_cmd("Accessibility.enable", {})
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def told(node):
        if node["role"]["value"] == "StaticText":
            return node["name"]["value"]
        inside = "".join(told(by_id[each]) for each in node.get("childIds", ()))
        return f"[{inside}]" if node["role"]["value"] == "mark" else inside

    return told(next(node for node in nodes if node["role"]["value"] == role))


def requests_since(browser):
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
    return [params["request"]["url"] for params in sent]


def violations(browser, *, unseen=()):
    """Return what axe finds, and what it cannot decide.

    ``unseen`` are selectors of what axe cannot judge the contrast of: what is scrolled out of sight, and text
    in drawings.
    """
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": list(RULES), "rules": {CONTRAST: {"enabled": not unseen}}}
    result = _axe(browser, "document", options)
    assert len(result["passes"]) > 15, "axe ran hardly any rule"
    if unseen:
        context = json.dumps({"exclude": [[selector] for selector in unseen]})
        contrast = _axe(browser, context, {"runOnly": {"type": "rule", "values": [CONTRAST]}})
        assert contrast["passes"], "axe looked at the contrast of nothing"
        result = {key: result[key] + contrast[key] for key in ("violations", "incomplete")}
    return [
        (found["id"], [node["html"][:200] for node in found["nodes"]])
        for found in (*result["violations"], *result["incomplete"])
    ]


def _axe(browser, context, options):
    return browser.execute_async_script(
        f"const done = arguments[1]; axe.run({context}, arguments[0]).then(done)", options
    )


def contrast(one, other):
    """Return the contrast of two colours that a browser computed, ``rgb(…)``, by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [float(each) / 255 for each in re.findall(r"[\d.]+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

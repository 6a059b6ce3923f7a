import pytest

from endpoints import KEY, Endpoint


@pytest.fixture
def endpoint(monkeypatch):
    served = Endpoint()
    monkeypatch.setenv("OPENAI_BASE_URL", served.url)
    monkeypatch.setenv("OPENAI_MODEL", "tiny-1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield served
    served.close()

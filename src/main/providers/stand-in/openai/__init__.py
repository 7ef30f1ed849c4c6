"""A stand-in for the `openai` package, for tests only: the calls that a copied request makes, over urllib."""

import json
import urllib.parse
import urllib.request
from types import SimpleNamespace


class OpenAI:
    def __init__(self, *, base_url, api_key, default_query=None, default_headers=None):
        self._base_url = base_url
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {api_key}"}
        self._headers.update(default_headers or {})
        self._query = f"?{urllib.parse.urlencode(default_query)}" if default_query else ""
        self.chat = SimpleNamespace(completions=SimpleNamespace(create=self._create))

    # The real signature is closed as well: a parameter it does not name has to come in `extra_body`.
    def _create(
        self,
        *,
        model,
        messages,
        stream,
        stream_options=None,
        temperature=None,
        max_tokens=None,
        max_completion_tokens=None,
        tools=None,
        extra_body=None,
    ):
        given = {name: value for name, value in locals().items() if name not in ("self", "extra_body")}
        body = {name: value for name, value in given.items() if value is not None}
        body.update(extra_body or {})
        request = urllib.request.Request(
            f"{self._base_url}/chat/completions{self._query}",
            json.dumps(body, ensure_ascii=False).encode(),
            self._headers,
        )
        with urllib.request.urlopen(request) as response:
            for line in response:
                if line.startswith(b"data: {"):
                    yield json.loads(line[6:], object_hook=lambda fields: _Model(fields))


class _Model(SimpleNamespace):
    def __init__(self, fields):
        super().__init__(**{"content": None, **fields})

"""Providers as data: whom a name means, how each is asked, and what a model does not take."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.assets.schemas import draft_schema
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.providers import MEANS, ModelRule, Provider, built_in, target_of
from summarizer.errors import PermanentError, SettingsError
from tests.engines.conftest import MakeEngine
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

SCHEMA = draft_schema(load_prompt("brief").info.output_schema)

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

OWN = {
    "house": Provider(base_url="http://127.0.0.1:9/v1", structured="tools", api_key_env=""),
    "openai": Provider(base_url="https://proxy.example/v1", models=(ModelRule(match=("gpt-9*",), omit=("seed",)),)),
}


def test_the_providers_of_the_issue_are_known_and_say_where_it_is_written() -> None:
    """Each has its source and its key variable; all but Azure, where each customer has an own one, have an address."""
    names = {"openai", "azure", "mistral", "openrouter", "ollama", "vllm", "llamacpp", "lmstudio"}
    assert set(built_in()) == names
    for name, provider in built_in().items():
        assert provider.ref and provider.api_key_env
        assert (provider.base_url is None) == (name == "azure")


def test_the_table_of_the_docs_is_the_table() -> None:
    """Each provider has a row in docs/engine.md with its variables, its means and its names for parameters."""
    text = (Path(__file__).parents[2] / "docs" / "engine.md").read_text(encoding="utf-8")
    for name, provider in built_in().items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| `{name}` | ")]
        cells = [cell.strip(" `") for cell in row.split("|")[1:-1]]
        host = (provider.base_url or "the customer's own").removeprefix("https://").removeprefix("http://")
        assert cells[1:3] == [host.removesuffix("/v1"), provider.base_url_env or ""]
        assert cells[3:] == [provider.api_key_env, provider.structured, provider.token_limit, provider.seed]


@dataclass(frozen=True)
class Named:
    """A model's name, whether an address is given, and whom that means."""

    name: str
    provider: str
    model: str
    address: bool = False


NAMES = (
    Named("openai/gpt-5-mini", "openai", "gpt-5-mini"),
    Named("openrouter/mistralai/mistral-large", "openrouter", "mistralai/mistral-large"),
    Named("mistral/mistral-small-latest", "mistral", "mistral-small-latest", address=True),
    Named("house/petit", "house", "petit"),
    Named("org/petit", "compatible", "org/petit", address=True),
    Named("petit", "compatible", "petit", address=True),
    Named("gpt-4o", "openai", "gpt-4o"),
)


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case.name}-{case.address}")
def test_a_name_means_a_provider_and_a_model(case: Named) -> None:
    """The part before the first slash counts where it is a provider's name; else all of it is the model's."""
    target = target_of(case.name, OWN, has_address=case.address)
    assert (target.provider_name, target.model, target.named) == (case.provider, case.model, case.name)


@pytest.mark.parametrize(
    ("name", "says"), [("anthropic/x", "no provider is called 'anthropic'"), ("mistral/", "no model")]
)
def test_an_article_goes_to_nobody_who_was_not_named(name: str, says: str) -> None:
    """Neither an unknown provider nor a provider without a model falls back to anybody."""
    with pytest.raises(SettingsError, match=says):
        target_of(name, {}, has_address=False)


def test_a_users_entry_stands_over_the_known_one() -> None:
    """What it sets counts, what it leaves stays, and its rules come first."""
    provider = target_of("openai/gpt-9-mini", OWN, has_address=False).provider
    assert provider.base_url == "https://proxy.example/v1"
    assert provider.token_limit == "max_completion_tokens"
    assert provider.rule("gpt-9-mini").omit == ("seed",)
    assert provider.rule("o3-mini").omit == ("temperature",)
    assert provider.rule("unheard-of").omit == ()


@dataclass(frozen=True)
class Asked:
    """A model, what was set, what goes out, and what is left out."""

    model: str
    options: dict[str, Any]
    sent: dict[str, Any]
    left_out: str | None = None


ASKED = (
    Asked("openai/gpt-4o", {"temperature": 0.0, "max_tokens": 9}, {"temperature": 0.0, "max_completion_tokens": 9}),
    Asked("openai/gpt-4o", {"reasoning_effort": "low"}, {}, "reasoning_effort"),
    Asked(
        "openai/gpt-5-mini",
        {"temperature": 0.0, "reasoning_effort": "low", "max_tokens": 9, "seed": 7},
        {"reasoning_effort": "low", "max_completion_tokens": 9, "seed": 7},
        "temperature",
    ),
    Asked("openai/gpt-5-chat-latest", {"temperature": 0.0}, {"temperature": 0.0}),
    Asked("mistral/mistral-small-latest", {"seed": 7, "max_tokens": 9}, {"random_seed": 7, "max_tokens": 9}),
    Asked("azure/o3-mini", {"temperature": 0.0, "max_tokens": 9}, {"max_completion_tokens": 9}, "temperature"),
    Asked("ollama/qwen3", {"temperature": 0.0, "seed": 7}, {"temperature": 0.0, "seed": 7}),
    Asked("petit", {"reasoning_effort": "high", "max_tokens": 9}, {"reasoning_effort": "high", "max_tokens": 9}),
)


@pytest.mark.parametrize("case", ASKED, ids=lambda case: f"{case.model}-{'-'.join(case.options)}")
def test_parameters_have_the_providers_names_and_what_a_model_does_not_take_is_said(case: Asked) -> None:
    """The request holds what goes out and nothing else, the identity also what was left out."""
    options = LLMOptions(api_key="k", base_url="http://127.0.0.1:9/v1", **case.options)
    engine = LLMEngine(case.model, prompt=load_prompt("brief"), options=options)
    body = engine.request(sample_analysis())
    assert {name: body[name] for name in body if name not in ("model", "messages", "response_format")} == case.sent
    known = {"mode": "json_schema", **case.sent}
    assert engine.identity.parameters == (known | {"left_out": case.left_out} if case.left_out else known)


async def test_a_reasoning_models_server_takes_what_is_sent(make_engine: MakeEngine) -> None:
    """A server that refuses temperature and max_tokens answers; another model's request tells which option to leave."""
    settings: dict[str, Any] = {"temperature": 0.2, "max_tokens": 9000, "api_key": "k"}
    proposal = await make_engine("reasoner", model="openai/o4-mini", **settings).draft(sample_analysis())
    assert proposal.draft.claims
    with pytest.raises(PermanentError, match="Leave --temperature out"):
        await make_engine("reasoner", model="openai/other", **settings).draft(sample_analysis())


@pytest.mark.parametrize("means", MEANS)
async def test_each_means_gets_a_draft_from_a_server_that_has_no_other(
    means: str, make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """The request has the schema once, by that means, and the brief can say which it was."""
    scenario = {"json_schema": "clean", "tools": "only-tools", "json_object": "only-json_object", "text": "only-text"}
    engine = make_engine(scenario[means], mode=means)
    proposal = await engine.draft(sample_analysis())
    assert proposal.draft.headline
    assert engine.identity.parameters["mode"] == means
    body = json.loads(endpoint.bodies[-1])
    schema = json.dumps(SCHEMA, ensure_ascii=False, separators=(",", ":"))
    in_message = schema in body["messages"][0]["content"]
    assert in_message == (means in ("json_object", "text"))
    if means == "tools":
        function = body["tools"][0]["function"]
        assert (function["strict"], function["parameters"]) == (True, SCHEMA)
    assert ("tools" in body, "response_format" in body) == (means == "tools", means.startswith("json"))


@pytest.mark.parametrize("scenario", ["fenced", "thinking", "parts", "tool"])
async def test_a_draft_is_found_in_what_surrounds_it(scenario: str, make_engine: MakeEngine) -> None:
    """A fence, a model's thinking with braces in it, content in parts, a tool call: all give the same draft."""
    means = "tools" if scenario == "tool" else "text"
    plain = await make_engine(mode="json_schema").draft(sample_analysis())
    found = await make_engine(scenario, mode=means).draft(sample_analysis())
    assert found.draft == plain.draft


async def test_a_refused_means_is_one_line_that_names_the_option(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """A server without JSON schema is asked once, and the error tells of --structured."""
    with pytest.raises(PermanentError, match="choose another with --structured") as caught:
        await make_engine("only-tools").draft(sample_analysis())
    assert "\n" not in str(caught.value)
    assert endpoint.requests["only-tools"] == 1


async def test_azure_is_asked_by_deployment_version_and_header(
    endpoint: ReferenceEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Address and version come from its variables; the deployment stands in the path, the key in its own header."""
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://maison.openai.azure.example")
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "k")
    monkeypatch.setenv("AZURE_OPENAI_API_VERSION", "2025-01-01-preview")
    engine = LLMEngine("azure/mon-deploiement", prompt=load_prompt("brief"))
    client = engine._client
    assert client is not None
    from openai._models import FinalRequestOptions

    options = FinalRequestOptions(method="post", url="/chat/completions", json_data={"model": "mon-deploiement"})
    request = client._build_request(await client._prepare_options(options))
    assert str(request.url) == (
        "https://maison.openai.azure.example/openai/deployments/mon-deploiement/chat/completions"
        "?api-version=2025-01-01-preview"
    )
    assert request.headers["api-key"] == "k"
    await engine.aclose()


@dataclass(frozen=True)
class Missing:
    """A model without what it needs, and what the error names."""

    model: str
    says: str
    own: dict[str, Provider]


MISSING = (
    Missing("mistral/x", "set MISTRAL_API_KEY", {}),
    Missing("openrouter/a/b", "set OPENROUTER_API_KEY", {}),
    Missing("azure/x", "AZURE_OPENAI_ENDPOINT", {}),
    Missing("house/x", "no address", {"house": Provider()}),
    Missing("house/x", "add api_key_env", {"house": Provider(base_url="https://house.example/v1")}),
    Missing(
        "house/x", "set HOUSE_KEY", {"house": Provider(base_url="https://house.example/v1", api_key_env="HOUSE_KEY")}
    ),
)


@pytest.mark.parametrize("case", MISSING, ids=lambda case: case.says)
def test_what_a_provider_needs_is_named(case: Missing) -> None:
    """Its own variable, its own address: never another provider's."""
    with pytest.raises(SettingsError, match=case.says):
        LLMEngine(case.model, prompt=load_prompt("brief"), options=LLMOptions(providers=case.own))


def test_another_providers_address_and_key_are_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """OPENAI_BASE_URL and OPENAI_API_KEY are for OpenAI and for servers without a provider's name."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://elsewhere.example/v1")
    with pytest.raises(SettingsError, match="MISTRAL_API_KEY"):
        LLMEngine("mistral/x", prompt=load_prompt("brief"))
    monkeypatch.setenv("MISTRAL_API_KEY", "k")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-nobodys-business")
    engine = LLMEngine("mistral/x", prompt=load_prompt("brief"))
    assert engine._client is not None
    assert str(engine._client.base_url) == "https://api.mistral.ai/v1/"
    assert engine._client.api_key == "k"
    from openai._models import FinalRequestOptions

    request = engine._client._build_request(FinalRequestOptions(method="post", url="/chat/completions", json_data={}))
    assert "org-nobodys-business" not in str(request.headers.multi_items())


def test_a_local_server_needs_no_key() -> None:
    """Ollama and its like are asked with a dummy, and only on loopback."""
    for name in ("ollama", "vllm", "llamacpp", "lmstudio"):
        engine = LLMEngine(f"{name}/{MODEL}", prompt=load_prompt("brief"))
        assert engine._client is not None and engine._client.api_key == "unused"

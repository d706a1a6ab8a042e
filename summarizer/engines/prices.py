"""What a model's tokens cost in US dollars, by the user's own rates or by the tables of genai-prices.

Law: a price that is not known is none; it is never zero. The tables are those of the installed package: nothing is
fetched. Never in it: a limit, a request.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from summarizer.domain.run import Cost, Usage
from summarizer.engines.providers import COMPATIBLE, Rates, Target

OWN_PRICES = "summarizer.toml"
"""What prices are called that the user gave."""
_MILLION = 1_000_000


class Prices:
    """The price of one model. ``address`` finds the provider of a model that names none."""

    def __init__(self, target: Target, address: str | None = None) -> None:
        self._target = target
        self._address = address if target.provider_name == COMPATIBLE else None
        self._lists: dict[str, Any] = {}
        self._remembered = lru_cache(maxsize=1024)(self._cost)

    @property
    def is_known(self) -> bool:
        """Tell whether the model that is asked for has a price."""
        return self.of(Usage(input=1, output=1)).usd is not None

    def of(self, usage: Usage, model_returned: str = "") -> Cost:
        """Return what these tokens cost: by the name that the answer gives the model, else by the one asked for.

        An answer that tells no tokens was not free: its price is not known.
        """
        return self._remembered(usage, model_returned)

    def _cost(self, usage: Usage, model_returned: str) -> Cost:
        if not usage.input and not usage.output:
            return Cost(None, None, ("an answer told no tokens, so its price is not known",))
        own = self._target.rule.price
        if own is not None:
            return Cost(_by_rates(own, usage), OWN_PRICES)
        if self._target.provider.prices or self._address:
            for model in dict.fromkeys((model_returned, self._target.model)):
                found = self._listed(usage, model) if model else None
                if found is not None:
                    return found
        return Cost(None, None, (f"no price is known for {self._target.named}",))

    def _listed(self, usage: Usage, model: str) -> Cost | None:
        import genai_prices  # noqa: PLC0415  # a third of a second that runs without a model spare

        tokens = genai_prices.Usage(
            input_tokens=usage.input, cache_read_tokens=min(usage.cached, usage.input), output_tokens=usage.output
        )
        if model not in self._lists:
            self._lists[model] = self._listing(tokens, model)
        listing = self._lists[model]
        if listing is None:
            return None
        try:
            price = listing.model.calc_price(tokens, listing.provider)
        except ValueError:
            return None
        return Cost(float(price.total_price), f"genai-prices {genai_prices.__version__}")

    def _listing(self, tokens: object, model: str) -> Any:
        """Return the model's place in the tables, None where it has none: looked up once, that is the slow part."""
        import genai_prices  # noqa: PLC0415  # as above

        try:
            if self._address:
                return genai_prices.calc_price(tokens, model, provider_api_url=self._address)
            return genai_prices.calc_price(tokens, model, provider_id=self._target.provider.prices)
        except (LookupError, ValueError):
            return None


def _by_rates(rates: Rates, usage: Usage) -> float:
    cached = rates.input if rates.cached is None else rates.cached
    fresh = max(0, usage.input - usage.cached)
    return (fresh * rates.input + usage.cached * cached + usage.output * rates.output) / _MILLION

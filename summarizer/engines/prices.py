"""What a model's tokens cost in US dollars, by the user's own rates or by the tables of genai-prices.

Law: a price that is not known is none; it is never zero. The tables are those of the installed package: nothing is
fetched. Never in it: a limit, a request.
"""

from __future__ import annotations

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
        self._found: dict[str, bool] = {}

    @property
    def is_known(self) -> bool:
        """Tell whether the model that is asked for has a price."""
        return self.of(Usage(input=1, output=1)).usd is not None

    def of(self, usage: Usage, model_returned: str = "") -> Cost:
        """Return what these tokens cost: by the name that the answer gives the model, else by the one asked for.

        An answer that tells no tokens was not free: its price is not known.
        """
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
        try:
            if self._address:
                price = genai_prices.calc_price(tokens, model, provider_api_url=self._address)
            else:
                price = genai_prices.calc_price(tokens, model, provider_id=self._target.provider.prices)
        except (LookupError, ValueError):
            return None
        return Cost(float(price.total_price), f"genai-prices {genai_prices.__version__}")


def _by_rates(rates: Rates, usage: Usage) -> float:
    cached = rates.input if rates.cached is None else rates.cached
    fresh = max(0, usage.input - usage.cached)
    return (fresh * rates.input + usage.cached * cached + usage.output * rates.output) / _MILLION

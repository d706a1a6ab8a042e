"""Articles that give orders, and an endpoint that obeys them: the checks must hold."""

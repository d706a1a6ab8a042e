"""What all tests share: recordings and their guards (see tests/recording/plugin.py)."""

pytest_plugins = ["tests.recording.plugin"]

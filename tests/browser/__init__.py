"""The page in a real browser: headless Chromium, files from the disk, no network."""

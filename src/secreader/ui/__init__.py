"""The screen. Knows Reader and model; knows no SQL, no HTTP, no HTML."""

"""Questions asked on top of the main screen; each answers with a value, None when it was left."""

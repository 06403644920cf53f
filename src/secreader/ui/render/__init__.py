"""Model to `Content`, without widgets: everything that came from outside is drawn through here."""

"""What a feed is called."""

NAME = "coalesce(nullif(feed.name, ''), nullif(feed.title, ''), feed.url)"
"""SQL over `feed`: the user's own name for it, else the feed's, else its address."""

"""What builders run by hand; not part of the package."""

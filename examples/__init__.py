"""What docgen can be built into; tests run these files."""

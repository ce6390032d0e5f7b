"""What docgen is measured against."""

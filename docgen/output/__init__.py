"""Files on disk: written whole, never over somebody's work, with a manifest; and PDF. It knows nothing of training."""

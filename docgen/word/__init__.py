"""The Word engine: package, template, pictures, theme. It knows nothing of training."""

"""Work on templates: which are in use, what they may print, whether they are sound, how they look when filled."""

"""What a newcomer begins with: a workspace, a brief, and what to do next."""

"""What each Word document says: one typed view per kind of document, and the registry of documents."""

"""A brief written for a person to complete: whoever begins it, the file reads the same.

Ebauche --texte (with the schema's words)--> YAML --fichier--> briefs/x.yaml
"""

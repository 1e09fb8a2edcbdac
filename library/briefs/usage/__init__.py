"""How often briefs are read, found and sent, without a word about who."""

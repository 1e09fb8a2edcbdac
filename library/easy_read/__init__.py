"""Easy read drafts: the first part of a brief in short sentences, each with one picture."""

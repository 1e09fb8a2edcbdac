"""Import of briefs from files, with a look at what would happen first."""

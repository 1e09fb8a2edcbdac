"""Field notes: what a group did and learned, in its own words. Local accounts, not tested, and never rated."""

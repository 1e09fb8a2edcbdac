"""Which passwords may be chosen, and how they are kept."""

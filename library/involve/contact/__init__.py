"""How partners reach us, and our next meeting: kept by staff, shown to everybody."""

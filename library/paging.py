"""How many pages a long list has."""


def pages(total: int, size: int) -> int:
    """Return how many pages a list of `total` lines has; an empty list has one."""
    return max(1, -(-total // size))

"""What is said when a machine lacks something that tests need."""


def tell(what: str) -> str:
    """Give the reason for leaving tests out, which is shown at the end of the run."""
    return f"tests that need {what}, because this machine has none"

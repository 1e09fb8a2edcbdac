"""How tests are shared out among workers: a module goes to one of them as a whole, so that it makes its library once.

pytest-xdist's own groups (`xdist_group`) do nothing under pytest 9: it writes them where pytest no longer reads.
"""

from xdist.scheduler import LoadScopeScheduling

ONE_BY_ONE = ("tests/crash/", "tests/journeys/", "tests/machines/", "tests/mail/")
"""Tests that take a second or more, which fill up whichever worker is free."""

TOGETHER = "tests/demo/"
"""Tests that share what takes long to make: one worker would wait while another makes it."""

LONG = ("tests/machines/", "tests/mail/test_storms.py")
"""Single tests that one worker would still be at when the others have nothing left, if they came last."""


class ByModule(LoadScopeScheduling):
    """Long tests first, then the modules with most tests, and single tests last."""

    def schedule(self) -> None:
        """Share out what comes next."""
        super().schedule()
        for scope in [each for each in self.workqueue if each.startswith(LONG)]:
            self.workqueue.move_to_end(scope, last=False)

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(TOGETHER):
            return TOGETHER
        return nodeid if nodeid.startswith(ONE_BY_ONE) else nodeid.partition("::")[0]

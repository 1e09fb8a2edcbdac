"""A site in a container: on which address it listens, and whom it believes where a request comes from."""

from dataclasses import replace

import pytest

from library.app import create_app
from library.services import Services
from library.settings import Settings, SettingsError, read


@pytest.mark.parametrize(("listen", "bound"), [("0.0.0.0", "0.0.0.0:8000"), ("::", "[::]:8000")])
def test_the_site_listens_where_it_is_told(listen: str, bound: str) -> None:
    assert read({"LIBRARY_LISTEN": listen}).bound == bound
    assert Settings().bound == "127.0.0.1:8000"


@pytest.mark.parametrize("wrong", [{"LIBRARY_LISTEN": "everywhere"}, {"LIBRARY_PROXIES": "10.0.0.0/24, proxy"}])
def test_an_address_that_is_none_is_refused_with_a_sentence(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="give"):
        read(wrong)


@pytest.mark.parametrize(
    ("proxies", "comes_from", "counted"),
    [
        ("", "10.89.0.7", "10.89.0.7"),
        ("10.89.0.0/24", "10.89.0.7", "203.0.113.9"),
        ("10.89.0.0/24", "10.90.0.7", "10.90.0.7"),
        ("", "127.0.0.1", "203.0.113.9"),
    ],
)
def test_only_proxies_that_are_named_are_believed(
    services: Services, proxies: str, comes_from: str, counted: str
) -> None:
    from library.http import context

    app = create_app(replace(services, settings=replace(services.settings, proxies=proxies)))
    told = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    with app.test_request_context(headers=told, environ_base={"REMOTE_ADDR": comes_from}):
        assert context.caller() == counted

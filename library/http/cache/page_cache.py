"""Pages of readers without a session, kept in the memory of a process and given again while nothing has changed.

What a page was made from is never listed: the database says itself whether anything at all was committed since
(`Store.version`), whichever process did it, and the day is part of that mark, as pages go by dates. A page that hangs
on something else besides says so (`while_same`), and so does what has to happen for each reader (`each_time`).
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from cachetools import LRUCache
from flask import Flask, Response, current_app, g, request

from library.errors import Unavailable
from library.http import closing, compression, context, guards, headers, languages, measuring, pace

MOST = 8_000_000
"""Bytes of packed pages that a process keeps: about a thousand."""
SECONDS_TO_WAIT = 10
"""How long a reader waits for a page that is being made for another, before it is made again."""
FACES = {"api"}
"""Blueprints that are open to all as a whole."""
Act = Callable[[], object]
Value = TypeVar("Value")


@dataclass(slots=True)
class Making:
    """What is noted while a page is made: what it is kept by, and what to do and to look at when it is given again.

    `addresses` is what decides all addresses on it: the prefix, and the language where its own address has one.
    """

    key: tuple[Any, ...]
    mark: tuple[Any, ...]
    addresses: tuple[str, str | None]
    acts: list[Act] = field(default_factory=list)
    looks: list[tuple[Act, object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was sent."""

    headers: list[tuple[str, str]]
    body: bytes
    acts: tuple[Act, ...]
    looks: tuple[tuple[Act, object], ...]


class KeptWhileSame(Generic[Value]):
    """What was made since the last change; what was asked for longest ago makes room."""

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        """Keep nothing yet, and later up to `most` by their sizes together."""
        self._lock = threading.Lock()
        self._mark: tuple[Any, ...] = ()
        self._kept: LRUCache[tuple[Any, ...], Value] = LRUCache(most, getsizeof=size)

    def find(self, key: tuple[Any, ...], mark: tuple[Any, ...]) -> Value | None:
        """Return what was made under the same mark; all else is dropped."""
        with self._lock:
            if mark != self._mark:
                self._kept.clear()
                self._mark = mark
            return self._kept.get(key)

    def keep(self, key: tuple[Any, ...], mark: tuple[Any, ...], made: Value) -> None:
        """Keep what was made, unless something has changed since its mark was read, or it is too large."""
        with self._lock, suppress(ValueError):
            if mark == self._mark:
                self._kept[key] = made


class PageCache(KeptWhileSame[Page]):
    """The pages that were made since the last change, and whose turn it is to make one."""

    def __init__(self) -> None:
        """Keep none yet."""
        super().__init__(MOST, lambda page: len(page.body))
        self._turns: WeakValueDictionary[tuple[Any, ...], threading.Lock] = WeakValueDictionary()

    def turn(self, key: tuple[Any, ...]) -> threading.Lock:
        """Return the lock of a page: who holds it makes the page, and the others wait to find it kept."""
        with self._lock:
            return self._turns.setdefault(key, threading.Lock())


class Site(Flask):
    """An application that looks first whether it has kept what a reader asks for.

    Such a page has been through all that is done to requests and answers, and does not go through it again.
    """

    def full_dispatch_request(self) -> Response:
        """Return what is kept, or else what a view answers."""
        try:
            return _answer_at_once() or super().full_dispatch_request()
        finally:
            if turn := g.pop("turn", None):
                turn.release()


def set_up(app: Flask) -> None:
    """Finish answers and keep those that may be; to be set up before all parts that add to an answer."""
    app.extensions["page_cache"] = PageCache()
    app.after_request(_finish)


def answer(app: Flask) -> None:
    """Answer with what is kept; to be set up behind all parts that read a request."""
    app.before_request(_answer)


def each_time(act: Act) -> None:
    """Do something for the reader who sent this request, and again for each reader who gets the same page."""
    act()
    if making := g.get("making"):
        making.acts.append(act)


def while_same(look: Act) -> None:
    """Keep the page that is made only while `look` returns the same as now; call this before using what it returns."""
    if making := g.get("making"):
        try:
            making.looks.append((look, look()))
        except Unavailable:
            context.keep_to_itself()


def _cache() -> PageCache:
    found: PageCache = current_app.extensions["page_cache"]
    return found


def _answer_at_once() -> Response | None:
    """Return a page that is kept, unless something is to be done with this request before it is answered."""
    if _has_body() or pace.for_programs() or not _may_be_kept() or closing.closed():
        return None
    measuring.begin()
    response = _kept()
    if response:
        headers.number()
        headers.say_number(response)
        response.make_conditional(request)
        measuring.note(response)
    return response


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def _answer() -> Response | None:
    return None if "making" in g or not _may_be_kept() else _kept()


def _kept() -> Response | None:
    """Return the page that is kept, if need be once another request has made it; else it is this request's turn."""
    response = _look()
    if response or "turn" in g:
        return response
    turn = _cache().turn(_key())
    at_once = turn.acquire(blocking=False)
    if at_once or turn.acquire(timeout=SECONDS_TO_WAIT):
        g.turn = turn
    return None if at_once else _look()


def _look() -> Response | None:
    """Return the page that is kept; where there is none, note what the page that is made now is kept by."""
    services = context.services()
    try:
        mark = (services, services.store.version(), services.today())
    except Unavailable:
        return None
    making = Making(_key(), mark, (request.script_root, request.args.get("lang")))
    page = _cache().find(making.key, mark)
    if page is None or not _still(page):
        g.making = making
        return None
    g.pop("making", None)
    for act in page.acts:
        act()
    return Response(page.body, headers=page.headers)


def _may_be_kept() -> bool:
    """Return whether this is a request of a reader for a page that looks the same to all."""
    if request.method != "GET" or request.endpoint is None or context.session_token():
        return False
    view = current_app.view_functions[request.endpoint]
    return request.blueprint in FACES or (guards.access_of(view) == "all" and not guards.is_always_fresh(view))


def _key() -> tuple[Any, ...]:
    """Return all that a page for readers is made by, apart from data."""
    language = languages.wanted()
    return (
        request.scheme,
        request.headers.get("Host"),
        request.script_root,
        request.path,
        request.query_string,
        language.code if language else "",
        compression.takes_gzip(),
    )


def _still(page: Page) -> bool:
    try:
        return all(look() == seen for look, seen in page.looks)
    except Unavailable:
        return False


def _finish(response: Response) -> Response:
    making = g.pop("making", None)
    if making and _is_for_all(response):
        kept = Page(list(response.headers), response.get_data(), tuple(making.acts), tuple(making.looks))
        _cache().keep(making.key, making.mark, kept)
    if request.endpoint != "static" and response.status_code == 200:
        response.make_conditional(request)
    return response


def _is_for_all(response: Response) -> bool:
    return (
        response.status_code == 200
        and response.headers.get("Cache-Control") == headers.PAGE_LASTS
        and "Set-Cookie" not in response.headers
        and not response.is_streamed
        and not context.keeps_to_itself()
    )

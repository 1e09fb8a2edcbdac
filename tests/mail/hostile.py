"""What hostile people type: encoded words in every spelling, line breaks, controls, other alphabets, broken addresses."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.tiers import examples

thorough = settings(
    max_examples=examples(40), derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
quick = settings(thorough, max_examples=examples(15))
ENCODED_WORDS = [
    "=?utf-8?q?=0D=0ABcc:_all@example.org?=",
    "=?UTF-8?Q?a=0D=0A=0D=0A<b>body</b>?=",
    "=?utf-8?b?DQpCY2M6IGFsbEBleGFtcGxlLm9yZw0K?=",
    "=?iso-8859-1*en?q?=0ABcc:x?=",
    "=?utf-7?q?+AA0ACg-Bcc:?=",
    "=?us-ascii?q?=00?=",
    "==?utf-8?q?=0D=0A??=",
    "=\u00ad?utf-8\u200b?q?=0D=0AX:y?\u2060=",
    "＝？utf-8？q？=0D=0AX:y？＝",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3F=0D=0AX:y=3F=3D?=",
]
BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\0", "\u202e", "\t "]
HEADERS = ["Bcc: all@example.org", "Subject: Other", "Content-Type: text/html", "From: x@example.org", "--", ".", ": "]
FRAGMENTS = [*ENCODED_WORDS, *BREAKS, *HEADERS, "Ann", " ", ",", "<x@example.org>", '"', "\\", "(", ")", "é" * 40, "@"]
typed = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=8).map("".join)
BEFORE = [
    *ENCODED_WORDS,
    "ann",
    "+news",
    ".",
    "=",
    "?",
    "=?",
    "?=",
    "'",
    "{",
    "#",
    "é",
    "\r\n",
    "%0d%0a",
    '"',
    "x" * 40,
]
AFTER = [
    "example.org",
    "bücher.example",
    "xn--bcher-kva.example",
    "XN--A.example",
    "ｅxample.org",
    "-a.example",
    ".",
    "。",
]
some = {"min_size": 1, "max_size": 4}
addresses = st.tuples(
    st.lists(st.one_of(st.sampled_from(BEFORE), st.text(max_size=4)), **some).map("".join),
    st.lists(st.one_of(st.sampled_from(AFTER), st.text(max_size=4)), **some).map("".join),
).map("@".join)

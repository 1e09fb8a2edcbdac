"""tantivy, a native engine, through its Python binding: English stems, fast fields for facets, its own snippets."""

from collections.abc import Sequence
from pathlib import Path

import tantivy

from library.search.engine.port import Document
from library.search.models import GROUPS
from tests.bench.peers import HITS, Asked, Told

MOST_TERMS = 200


class Tantivy:
    """One index in a folder."""

    def __init__(self, folder: Path, documents: Sequence[Document] = ()) -> None:
        """Open the index in a folder; make it first, if there are documents."""
        path = folder / "tantivy"
        path.mkdir(exist_ok=True)
        self._index = tantivy.Index(_schema(), str(path))
        if documents:
            self._stock(documents)
        self._index.reload()

    def _stock(self, documents: Sequence[Document]) -> None:
        writer = self._index.writer(num_threads=1)
        for each in documents:
            made = tantivy.Document(id=each.id, text=each.text, title=each.title)
            for group, terms in each.facets.items():
                for term in terms:
                    made.add_text(group, term)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()

    def answer(self, asked: Asked) -> Told:
        """Search, aggregate and cut snippets."""
        searcher, query = self._index.searcher(), self._query(asked)
        found = searcher.search(query, HITS, count=True)
        documents = [searcher.doc(address) for _, address in found.hits]
        counts = {}
        if asked.groups:
            wanted = {group: {"terms": {"field": group, "size": MOST_TERMS}} for group in asked.groups}
            told = searcher.aggregate(query, wanted)
            counts = {group: {each["key"]: each["doc_count"] for each in told[group]["buckets"]} for group in told}
        excerpts: tuple[str, ...] = ()
        if asked.excerpts:
            cutter = tantivy.SnippetGenerator.create(searcher, query, self._index.schema, "text")
            cutter.set_max_num_chars(240)
            excerpts = tuple(cutter.snippet_from_doc(each).to_html() for each in documents)
        return Told(tuple(each.get_first("id") for each in documents), found.count, counts, excerpts)

    def _query(self, asked: Asked) -> tantivy.Query:
        words = " ".join(word.replace('"', "") for word in asked.words)
        said = f'"{words}"' if asked.phrase else " ".join(f'"{word}"' for word in words.split())
        query = self._index.parse_query(said, ["text"])
        must = [(tantivy.Occur.Must, query)]
        must += [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(_term(self._index.schema, *pair), 0.0))
            for pair in asked.filters
        ]
        return tantivy.Query.boolean_query(must) if asked.filters else query

    def suggest(self, start: str) -> list[str]:
        """Ask for titles with a word of this beginning."""
        searcher = self._index.searcher()
        query = tantivy.Query.regex_query(self._index.schema, "title", f"{start.lower()}.*")
        return [searcher.doc(address).get_first("title") for _, address in searcher.search(query, 8, count=False).hits]

    def close(self) -> None:
        """Nothing to close."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, fast=True)
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("title", stored=True)
    for group in GROUPS:
        builder.add_text_field(group, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _term(schema: tantivy.Schema, group: str, term: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema, group, term, "basic")

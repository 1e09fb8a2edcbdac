"""The points at which processes are killed, and what readers see before and after each deed."""

from tests import builders
from tests.crash.victim import NEW, Point

TITLE = builders.brief().title
BEFORE = {"old": TITLE, "other": TITLE}
AFTER = {
    "publish": BEFORE | {"new": NEW},
    "edit": BEFORE | {"old": NEW},
    "withdraw": {"other": TITLE},
}
IN_THE_TRANSACTION = {
    "on the change number": Point("library.briefs.draft_repository:note_change"),
    "on the record of it": Point("library.db.audit_log:note"),
}
BEHIND_THE_COMMIT = {
    "before the index hears of it": Point("library.search.indexing:after_commit"),
    "before the writer is opened": Point("library.search.engine.whoosh_index:open_writer"),
    "holding the index's writer": Point("library.search.indexing:differing"),
    "before documents are read": Point("library.search.indexing:document"),
    "before the index commits": Point("whoosh.writing:SegmentWriter.commit"),
    "before the segment is closed": Point("whoosh.writing:SegmentWriter._close_segment"),
    "before the contents are written": Point("whoosh.writing:SegmentWriter._commit_toc"),
    "before the contents are renamed": Point("whoosh.filedb.filestore:FileStorage.rename_file"),
    "before old files are cleaned": Point("whoosh.index:clean_files"),
    "before the lock is freed": Point("whoosh.writing:SegmentWriter._finish"),
    "before the seal": Point("library.search.engine.checksums:seal"),
    "on naming the seal": Point("pathlib:Path.replace"),
    "before the first sync": Point("library.search.engine.whoosh_files:sync"),
}
MERGING = {
    "before anything is merged": Point("library.search.engine.whoosh_index:small_ones"),
    "half way through": Point("whoosh.writing:SegmentWriter.add_reader", 5),
    "before the contents are written": Point("whoosh.writing:SegmentWriter._commit_toc"),
    "before old files are cleaned": Point("whoosh.index:clean_files"),
    "with some old files cleaned": Point("whoosh.filedb.filestore:FileStorage.delete_file", 7),
    "before the seal": Point("library.search.engine.checksums:seal"),
}
REBUILDING = {
    "before the first document": Point("library.search.engine.whoosh_index:put"),
    "half way through": Point("library.search.engine.whoosh_index:put", 2),
    "before the commit": Point("library.search.engine.whoosh_index:commit"),
    "before the contents are written": Point("whoosh.writing:SegmentWriter._commit_toc"),
    "before the switch": Point("library.search.engine.whoosh_index:WhooshIndex._switch"),
    "on the switch": Point("pathlib:Path.replace", 2),
}
UPLOADING = {
    "while it comes": Point("library.editing.documents.file_store:_copied"),
    "before it is safe on the disk": Point("os:fsync"),
    "before it has its name": Point("library.editing.documents.file_store:Files.keep"),
    "before the library knows of it": Point("library.editing.documents.repository:add"),
    "before it is read": Point("library.editing.documents.reading:read"),
    "before its words are kept": Point("library.editing.documents.repository:keep_read"),
    "before its draft is there": Point("library.editing.documents.repository:put_beside"),
}

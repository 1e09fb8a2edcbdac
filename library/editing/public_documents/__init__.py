"""Documents that readers may have: a clean copy of an upload, with a page of its own that is the source's address."""

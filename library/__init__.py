"""The What Works Library: find, read and send short, honest briefs on preventing violence."""

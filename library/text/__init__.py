"""Text as people read it: Markdown as HTML or plain lines, words counted, sentences told apart."""

"""Pure decisions: which sentences of which briefs a text is made of, and what a sentence of a bid may say."""

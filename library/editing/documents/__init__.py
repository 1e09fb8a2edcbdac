"""Documents that staff upload, and what they suggest to a draft."""

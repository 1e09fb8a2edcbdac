"""Who may do what, how often, and what keeps secrets: permissions, rate limits, tokens, the sandbox."""

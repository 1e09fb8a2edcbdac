"""Speed, measured beside a peer in the same run: ratios are what to read, not milliseconds."""

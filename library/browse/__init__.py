"""The pages readers browse."""

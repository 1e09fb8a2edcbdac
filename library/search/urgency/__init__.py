"""Recognising somebody in trouble by what they typed."""

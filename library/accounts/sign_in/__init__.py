"""Signing in, in two steps, and out; sessions, known devices, and slowing down guesses."""

"""Tests: behaviour, through the doors people use, on real parts."""

"""Openings for partners: money, training, referral routes, seats on panels, events."""

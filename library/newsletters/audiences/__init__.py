"""Lists of people that a newsletter can go to: subscribers of some topics, and lists that staff import."""

"""What a brief, a person and a search are, and the rules that hold for them. Imports nothing of ours."""

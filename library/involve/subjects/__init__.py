"""What people ask that we can't answer yet: subjects that staff name, how often each is asked, and where it stands."""

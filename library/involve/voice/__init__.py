"""Young people's voice: what young people said, shown beside briefs and field notes for as long as they agree."""

"""Words for people who ask for money or put a case: bid packs and meeting papers, made from briefs and never stored."""

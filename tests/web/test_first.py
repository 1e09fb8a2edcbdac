def test_a_brief_is_found_and_read(client, parts, reviewer):
    from tests import builders

    builders.published(parts, reviewer)
    assert "Street games" in client.get("/search?q=street+games").text
    assert "Whether it cut violence" in client.get("/briefs/street-games").text

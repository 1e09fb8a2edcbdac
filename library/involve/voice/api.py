"""Young people's voice as JSON, apart from the briefs: it is no evidence, and is there while consent lasts."""

from typing import Any

from marshmallow import Schema, fields

from library.api.views import api
from library.forms.parameters import Parameters
from library.http.context import services
from library.involve.voice import showing
from library.involve.voice.models import AgeBand, District
from library.involve.voice.showing import Shown

LABEL = "A young person's own words. Not evidence, and not part of any rating. Stop using them when they are gone here."


class WantedVoicesSchema(Parameters):
    """Whose voices are asked for."""

    brief = fields.String(load_default="", metadata={"description": "the slug of a brief; left out for all"})


class HeardAnswerSchema(Schema):
    """Who heard it, and when."""

    who = fields.String()
    on = fields.Date()


class VoiceAnswerSchema(Schema):
    """One voice. `label` is what has to stand beside it wherever it is shown; `until` is its last day."""

    id = fields.Integer()
    url = fields.Url()
    label = fields.String()
    words = fields.String()
    age = fields.String(metadata={"enum": [each.value for each in AgeBand]})
    district = fields.String(metadata={"enum": [each.value for each in District]})
    gathered = fields.String()
    recording = fields.Url(allow_none=True)
    heard = fields.List(fields.Nested(HeardAnswerSchema))
    changed = fields.String()
    told_on = fields.Date(allow_none=True)
    until = fields.Date()
    published_at = fields.AwareDateTime()


class VoiceListSchema(Schema):
    """The voices that may be shown now, the newest first."""

    total = fields.Integer()
    voices = fields.List(fields.Nested(VoiceAnswerSchema))


@api.get("/voices")
@api.arguments(WantedVoicesSchema, location="query", error_status_code=400)
@api.response(200, VoiceListSchema)
def list_voices(asked: dict[str, str]) -> dict[str, Any]:
    """List what young people said, of one brief or all, for as long as they agree."""
    found = [each for each in showing.everything(services()) if asked["brief"] in ("", each.slug)]
    return {"total": len(found), "voices": [_answer(each) for each in found]}


def _answer(shown: Shown) -> dict[str, Any]:
    kept = shown.kept
    assert kept.voice
    return {
        "id": kept.id,
        "url": f"{shown.address}#voice-{kept.id}",
        "label": LABEL,
        "words": kept.voice.words,
        "age": kept.voice.age.value,
        "district": kept.voice.district.value,
        "gathered": kept.voice.gathered,
        "recording": services().links.voice_recording(kept.id) if kept.recording else None,
        "heard": [{"who": each.who, "on": each.on} for each in kept.heard],
        "changed": kept.influence.changed,
        "told_on": kept.influence.told_on,
        "until": kept.consent.until,
        "published_at": kept.published_at,
    }

"""The blueprint of each feature, in one list: what the application registers."""

from library.accounts.invitations import views as people
from library.accounts.own_account import passkey_views as passkeys
from library.accounts.own_account import views as accounts
from library.accounts.sign_in import views as sessions
from library.accounts.single_sign_on import views as single_sign_on
from library.accounts.user_admin import views as staff
from library.briefs import views as briefs
from library.briefs.citations import views as citations
from library.briefs.usage import views as usage
from library.briefs.versions import views as versions
from library.browse import home
from library.browse import style_page as design
from library.browse.comparisons import views as comparisons
from library.browse.feeds import views as machines
from library.browse.lists import views as lists
from library.browse.policies import views as statements
from library.browse.reading_lists import views as reading_lists
from library.browse.sharing import views as sendings
from library.browse.topics import views as approaches
from library.browse.what_works import views as what_works
from library.easy_read import views as easy_reads
from library.editing.bulk import views as bulk
from library.editing.desk import views as desk
from library.editing.lifecycle import views as lifecycle
from library.editing.preview import views as previews
from library.editing.public_documents import views as public_documents
from library.editing.review_dates import views as checks
from library.editing.translations import views as translations
from library.editing.uploads import views as uploads
from library.editing.vocabulary import views as vocabulary
from library.funding import views as funding
from library.help_lines import views as help_lines
from library.involve.answers import api as answers_json
from library.involve.answers import views as answers
from library.involve.asks import api as asks_json
from library.involve.asks import desk_views as ask_desk
from library.involve.asks import reply_views as ask_replies
from library.involve.asks import views as asks
from library.involve.bodies import views as bodies
from library.involve.challenges import api as challenges_json
from library.involve.challenges import views as challenges
from library.involve.contact import views as contact
from library.involve.field_notes import api as field_notes_json
from library.involve.field_notes import views as field_notes
from library.involve.meetings import api as meetings_json
from library.involve.meetings import views as meetings
from library.involve.opportunities import api as opportunities_json
from library.involve.opportunities import views as opportunities
from library.involve.subjects import api as subjects_json
from library.involve.subjects import views as subjects
from library.involve.submissions import file_views as submission_files
from library.involve.submissions import views as submissions
from library.involve.voice import api as voices_json
from library.involve.voice import desk_views as voice_desk
from library.involve.voice import views as voices
from library.involve.you_said import api as you_said_json
from library.involve.you_said import views as you_said
from library.newsletters.audiences import views as audiences
from library.newsletters.campaigns import desk as campaigns
from library.newsletters.campaigns import views as newsletters
from library.newsletters.digests import views as digests
from library.newsletters.subscriptions import views as subscriptions
from library.open_data import open_referral_views as open_referral
from library.open_data import views as open_data
from library.peers import views as peers
from library.reports import views as reports
from library.search import views as searches
from library.search.outside_topics import views as outside_topics
from library.search.unanswered import views as questions
from library.transfer import views as transfers
from library.upkeep.activity_log import views as audit
from library.upkeep.broken_links import views as source_links
from library.upkeep.corrections import views as mistakes
from library.upkeep.metrics import views as metrics
from library.upkeep.open_questions import views as open_questions
from library.upkeep.outgoing_mail import views as mails
from library.upkeep.running import views as running

BLUEPRINTS = (
    accounts.blueprint,
    answers.blueprint,
    approaches.blueprint,
    ask_desk.blueprint,
    ask_replies.blueprint,
    asks.blueprint,
    audiences.blueprint,
    audit.blueprint,
    bodies.blueprint,
    briefs.blueprint,
    bulk.blueprint,
    campaigns.blueprint,
    challenges.blueprint,
    checks.blueprint,
    citations.blueprint,
    comparisons.blueprint,
    contact.blueprint,
    design.blueprint,
    desk.blueprint,
    digests.blueprint,
    easy_reads.blueprint,
    field_notes.blueprint,
    funding.blueprint,
    help_lines.blueprint,
    home.blueprint,
    lists.blueprint,
    machines.blueprint,
    mails.blueprint,
    running.blueprint,
    metrics.blueprint,
    meetings.blueprint,
    mistakes.blueprint,
    newsletters.blueprint,
    open_data.blueprint,
    open_questions.blueprint,
    open_referral.blueprint,
    opportunities.blueprint,
    outside_topics.blueprint,
    passkeys.blueprint,
    peers.blueprint,
    people.blueprint,
    previews.blueprint,
    lifecycle.blueprint,
    public_documents.blueprint,
    questions.blueprint,
    reading_lists.blueprint,
    reports.blueprint,
    searches.blueprint,
    sendings.blueprint,
    sessions.blueprint,
    single_sign_on.blueprint,
    source_links.blueprint,
    staff.blueprint,
    statements.blueprint,
    subjects.blueprint,
    submission_files.blueprint,
    submissions.blueprint,
    subscriptions.blueprint,
    transfers.blueprint,
    translations.blueprint,
    uploads.blueprint,
    usage.blueprint,
    versions.blueprint,
    vocabulary.blueprint,
    voice_desk.blueprint,
    voices.blueprint,
    what_works.blueprint,
    you_said.blueprint,
)
JSON = (
    answers_json,
    asks_json,
    challenges_json,
    field_notes_json,
    meetings_json,
    opportunities_json,
    subjects_json,
    voices_json,
    you_said_json,
)
"""The modules of features whose views hang on the blueprint of the API."""

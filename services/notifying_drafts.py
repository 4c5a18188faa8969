"""The ready draft of the aditivo that goes with a notice of expiry."""

from notices.message import Attachment
from services.notifying import DraftOf
from services.office import Office
from services.tying import extension_draft

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def renewal_drafts(office: Office) -> DraftOf:
    """What makes the draft of an extension for an agreement: no number is given, nothing is
    recorded. It raises what drafting raises, and the message then says why it has no draft."""

    def draft_of(number: str) -> Attachment:
        name, data = extension_draft(office, number)
        return Attachment(name, DOCX, data)

    return draft_of

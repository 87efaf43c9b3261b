"""The words for amendments that organisations prepare together."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.joint import Answer, JointState

LABELS: dict[Any, Any] = {
    JointState: {
        JointState.DRAFTING: _l("Being written"),
        JointState.COLLECTING: _l("Collecting support"),
        JointState.FILED: _l("Filed"),
    },
    Answer: {
        Answer.INVITED: _l("Asked, no answer yet"),
        Answer.ACCEPTED: _l("Will co-sponsor"),
        Answer.DECLINED: _l("Declined"),
    },
}

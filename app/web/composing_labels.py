"""The words for what happens to amendments and to open contributions while a text is composed."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.anchoring import Anchoring
from app.domain.composition import ChoiceAct, EditKind
from app.domain.wording.hunks import ConflictKind

LABELS: dict[Any, Any] = {
    Anchoring: {
        Anchoring.KEPT: _l("the words it is about stand as they were"),
        Anchoring.CHANGED: _l("the words it is about changed"),
        Anchoring.AMBIGUOUS: _l("several places are possible"),
        Anchoring.GONE: _l("its paragraph is gone"),
    },
    ChoiceAct: {
        ChoiceAct.TAKE: _l("Put in"),
        ChoiceAct.BESIDE: _l("Put in beside another"),
        ChoiceAct.PARTS: _l("Put in in parts"),
        ChoiceAct.REST: _l("Put in without what meets others"),
        ChoiceAct.WRITE: _l("Settled with a wording of one’s own"),
        ChoiceAct.SKIP: _l("Left out"),
        ChoiceAct.UNDO: _l("Decision taken back"),
        ChoiceAct.CLEAN: _l("All without a conflict put in"),
    },
    EditKind: {
        EditKind.EDITORIAL: _l("Editorial: it mends how it is written, not what is said"),
        EditKind.SUBSTANTIVE: _l("Substantive: it changes what is said"),
    },
    ConflictKind: {
        ConflictKind.OVERLAP: _l("Both change the same words"),
        ConflictKind.SAME_POINT: _l("Both insert at the same point"),
        ConflictKind.DELETE_EDIT: _l("One removes what the other changes"),
        ConflictKind.MOVE_EDIT: _l("One moves what the other changes or removes"),
        ConflictKind.ADJACENT: _l("They change neighbouring words"),
        ConflictKind.IDENTICAL: _l("Both make the same change"),
    },
}

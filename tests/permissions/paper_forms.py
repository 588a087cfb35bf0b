"""Who may open what of the forms of papers: the standing office alone."""

from datetime import datetime
from types import SimpleNamespace

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import STANDING, Row

from thidua.core.roles import Role
from thidua.documents.papers.own_template import starting_template
from thidua.foundation.files import Kind as FileKind
from thidua.foundation.files import inspect_upload
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.services import set_form


def make_things(world: World, at: datetime) -> dict[str, object]:
    """A form of the office for its proposals."""
    file = ContentFile(starting_template("Tờ trình"), name="mau.docx")
    form = set_form(
        by=world.personas[Role.STANDING_HEAD.value],
        at=at,
        kind=Kind.PROPOSAL,
        upload=inspect_upload(file, kinds=(FileKind.DOCX,)),
        valid_from=at.date(),
    )
    return {"own_form": form, "paper_kinds": SimpleNamespace(proposal=Kind.PROPOSAL)}


_KIND = {"kind": "paper_kinds.proposal"}

ROWS: tuple[Row, ...] = (
    Row("paper_forms:list", STANDING),
    Row("paper_forms:kind", STANDING, args=_KIND),
    Row("paper_forms:kind", STANDING, args=_KIND, method="post", case="without a file"),
    Row("paper_forms:back", STANDING, args=_KIND, method="post", data={"valid_from": "2030-01-01"}, ok=302),
    Row("paper_forms:starting", STANDING, args=_KIND),
    Row("paper_forms:sample", STANDING, args=_KIND),
    Row("paper_forms:file", STANDING, args={"pk": "own_form.pk"}),
)

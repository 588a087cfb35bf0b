"""Who may open what in the room of surveys: the office prepares, a second person closes, all read results."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.core.files.base import ContentFile
from tests.permission_world import World
from tests.permissions.vocabulary import DOMAIN, DRAFT_READERS, EVERYBODY, STANDING, Row, only

from thidua.core.roles import Role
from thidua.foundation.files import Kind, inspect_upload
from thidua.surveys import closing, services
from thidua.surveys.enums import Source
from thidua.surveys.groups import GroupDraft
from thidua.surveys.questionnaire.links import make_links
from thidua.surveys.results_in.services import bring_in_results, receive_file
from thidua.surveys.services import SurveyWords

ALL_HATS_BUT_DRAFTS = DOMAIN - DRAFT_READERS
"""Who reads results once they are closed, and knows of nothing before."""
HEAD = only(Role.STANDING_HEAD)


def make_things(world: World, at: datetime) -> dict[str, object]:
    """By the specialist: a survey from a file before and after closing, a questionnaire that asks."""
    by, head = (world.personas[role.value] for role in (Role.STANDING_SPECIALIST, Role.STANDING_HEAD))
    groups = (GroupDraft("TTHC", "Thủ tục"),)
    words = SurveyWords(2026, "SIPAS", Source.FILE, Decimal(0), Decimal(100), groups)
    rows = [(world.unit.pk, "TTHC", 100, 60, Decimal(90))]
    table = ContentFile("Mã đơn vị;Nhóm;Số phiếu thu;Điểm\n10891;TTHC;60;90\n".encode(), name="a.csv")
    in_file = receive_file(
        by=by,
        at=at,
        survey=services.begin(by=by, at=at, words=words),
        file=inspect_upload(table, kinds=(Kind.CSV,)),
    )
    online = replace(
        words,
        source=Source.ONLINE,
        lowest=Decimal(1),
        highest=Decimal(5),
        groups=(GroupDraft("TTHC", "Thủ tục", ["Dễ không?"]),),
        opens_on=at.date(),
        closes_on=at.date() + timedelta(9),
    )
    prepared, asking = (services.begin(by=by, at=at, words=online) for _one in range(2))
    for survey in (prepared, asking):
        (link,) = make_links(by=by, at=at, survey=survey, unit_ids=[world.unit.pk], each=1)
    services.open_questionnaire(by=by, at=at, survey=asking)
    return {
        "survey_in_file": in_file,
        "survey_stored": bring_in_results(by=by, at=at, words=words, rows=rows),
        "survey_closed": closing.close(
            by=head, at=at, survey=bring_in_results(by=by, at=at, words=words, rows=rows)
        ),
        "survey_prepared": prepared,
        "survey_asking": asking,
        "survey_link": link,
        "survey_sources": SimpleNamespace(file="file"),
    }


def _row(name: str, may: frozenset[str], thing: str, ok: int = 200, method: str = "get", **data: str) -> Row:
    """A page of a survey that is not closed: other readers know nothing of it, or may not by their role."""
    return Row(name, may, ok=ok, method=method, args={"pk": f"{thing}.pk"}, data=data, case=thing)


ROWS: tuple[Row, ...] = (
    Row("surveys:list", DOMAIN),
    Row("surveys:new", STANDING, args={"source": "survey_sources.file"}),
    Row("surveys:survey", DOMAIN, args={"pk": "survey_closed.pk"}, case="closed"),
    *(
        Row(name, DRAFT_READERS, args={"pk": f"{thing}.pk"}, foreign=ALL_HATS_BUT_DRAFTS, case=thing)
        for name in ("surveys:survey", "surveys:results_xlsx")
        for thing in ("survey_in_file", "survey_asking")
    ),
    Row("surveys:results_xlsx", DOMAIN, args={"pk": "survey_closed.pk"}, case="closed"),
    _row("surveys:change", STANDING, "survey_in_file"),
    _row("surveys:template", STANDING, "survey_in_file"),
    _row("surveys:file", DRAFT_READERS, "survey_in_file"),
    # Without a file the page comes back with what is missing.
    _row("surveys:file_receive", STANDING, "survey_in_file", 422, "post"),
    _row("surveys:rehearsal", DRAFT_READERS, "survey_in_file"),
    _row("surveys:store", STANDING, "survey_in_file", 302, "post"),
    # Whoever prepared it cannot close it.
    _row("surveys:close", HEAD, "survey_stored", 302, "post"),
    _row("surveys:discard", STANDING, "survey_stored", 302, "post", reason="Nhầm"),
    _row("surveys:open", STANDING, "survey_prepared", 302, "post"),
    _row("surveys:extend", STANDING, "survey_asking", 302, "post", closes_on="2027-03-30"),
    _row("surveys:preview", DRAFT_READERS, "survey_asking"),
    _row("surveys:links", DRAFT_READERS, "survey_asking"),
    _row("surveys:links_make", STANDING, "survey_asking", 200, "post", units="10891", each="1", form_of="in"),
    _row("surveys:links_sheet", STANDING, "survey_asking", 200, "post"),
    _row("surveys:links_revoke", STANDING, "survey_asking", 302, "post"),
    Row("surveys:answer", EVERYBODY, args={"secret": "survey_link.secret"}),
    Row("surveys:thanks", EVERYBODY),
)

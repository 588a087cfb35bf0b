"""A file of results is kept, read on trial as often as one likes, and stored as a whole or not at all."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file, read_file
from thidua.surveys import closing
from thidua.surveys.enums import Source, SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import GroupResult, Survey
from thidua.surveys.results_in.rehearsal import Rehearsal, rehearse
from thidua.surveys.services import SurveyWords, begin, locked_survey

ResultRow = tuple[int, str, int | None, int, Decimal]
"""(unit id, code of the group, asked, answered, mean)."""


@transaction.atomic
def receive_file(*, by: Actor, at: datetime, survey: Survey, file: InspectedFile) -> Survey:
    """Keeps a file of results; nothing of it counts yet, and what an earlier file brought is put away."""
    locked = _in_preparation(survey)
    locked.results.all().delete()
    locked.file = keep_file(by=by, at=at, upload=file)
    locked.begun_by_id, locked.begun_at = by.pk, at
    locked.save(update_fields=["file", "begun_by", "begun_at"])
    after = {"file": file.name, "sha256": file.sha256}
    record(by=by, at=at, action="surveys.file_received", subject=locked, before=None, after=after)
    return locked


def rehearse_file(survey: Survey, on: date) -> Rehearsal:
    """Reads the kept file again, against groups and units as they are now. The survey must have a file."""
    assert survey.file is not None
    return rehearse(read_file(survey.file), survey.file.name, survey=survey, on=on)


@transaction.atomic
def store_file(*, by: Actor, at: datetime, survey: Survey) -> int:
    """The results of a clean file wait for the second person; gives how many.

    SurveyRefused, and nothing is stored, when the file has an error or the survey is past preparation.
    """
    locked = _in_preparation(survey)
    if locked.file_id is None:
        raise SurveyRefused(_("Chưa có tệp kết quả. Tải tệp lên trước."))
    found = rehearse_file(locked, localdate(at))
    if not found.is_clean:
        raise SurveyRefused(_("Tệp còn lỗi hoặc không có kết quả nào; sửa theo bảng lỗi rồi tải lên lại."))
    locked.results.all().delete()
    GroupResult.objects.bulk_create(
        GroupResult(
            survey=locked,
            unit_id=row.unit.id,
            group=row.group,
            asked=row.asked,
            answered=row.answered,
            mean=row.mean,
        )
        for row in found.rows
    )
    locked.begun_by_id, locked.begun_at = by.pk, at
    locked.save(update_fields=["begun_by", "begun_at"])
    after = {"units": found.units, "results": len(found.rows)}
    record(by=by, at=at, action="surveys.results_stored", subject=locked, before=None, after=after)
    return len(found.rows)


@transaction.atomic
def bring_in_results(
    *, by: Actor, at: datetime, words: SurveyWords, rows: Iterable[ResultRow], closed_by: Actor | None = None
) -> Survey:
    """A survey with results already in tables, closed at once by `closed_by` when a second person is given.

    SurveyRefused for a group the survey has not, a mean beyond the scale, more answers than asked.
    """
    survey = begin(by=by, at=at, words=words)
    groups = dict(survey.groups.values_list("code", "pk"))
    made = []
    for unit_id, code, asked, answered, mean in rows:
        if code not in groups or not words.lowest <= mean <= words.highest:
            raise SurveyRefused(_("Nhóm “%s” không có trong cuộc điều tra, hoặc điểm ngoài thang.") % code)
        if asked is not None and answered > asked:
            raise SurveyRefused(_("Số phiếu thu nhiều hơn số phiếu phát."))
        made.append(
            GroupResult(
                survey=survey,
                unit_id=unit_id,
                group_id=groups[code],
                asked=asked,
                answered=answered,
                mean=mean if answered >= survey.least_answers else None,
            )
        )
    GroupResult.objects.bulk_create(made)
    after = {"results": len(made)}
    record(by=by, at=at, action="surveys.results_stored", subject=survey, before=None, after=after)
    return closing.close(by=closed_by, at=at, survey=survey) if closed_by else survey


def _in_preparation(survey: Survey) -> Survey:
    locked = locked_survey(survey)
    if locked.source != Source.FILE or locked.state != SurveyState.DRAFT:
        raise SurveyRefused(
            _(
                "Chỉ nhập tệp cho cuộc điều tra lấy kết quả từ tệp, khi đang chuẩn bị."
                " Cần sửa kết quả đã khóa thì lập cuộc điều tra mới."
            )
        )
    return locked

"""One reason that holds a dossier, and the words of each kind: why, by which clause, what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.decisions.flags import Rivals
from thidua.dossiers.models import Dossier
from thidua.dossiers.moves import CLAUSE
from thidua.proposals.since_frozen import how_loose

BAR_CLAUSE = "NĐ 152/2025 Điều 4"
GONE_CLAUSE = "Thông tư 15/2025/TT-BNV"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason. `is_bar`: only those who must know of bars are shown it on a page; `detail`: what bars the
    subject and what would end it, which no refusal says.
    """

    code: str
    reason: str
    clause: str
    next_step: str
    is_bar: bool = False
    detail: str = ""


Holds = Mapping[int, Sequence[Hold]]
"""Dossier → what holds it; those that nothing holds are not in it."""


def bar(row: Dossier) -> Hold:
    """A bar stands."""
    return Hold(
        code=row.code,
        reason=_("đang tạm dừng xét"),
        clause=BAR_CLAUSE,
        next_step=_(
            "Ghi hồ sơ không được tặng kèm lý do, hoặc đưa hồ sơ ra để quyết định khác xét khi hết tạm dừng."
        ),
        is_bar=True,
    )


def still_barred(row: Dossier) -> Hold:
    """A bar stands, and a confirmed decision awards it after all."""
    step = _(
        "Hết tạm dừng thì xác nhận đính chính; khen thưởng phải thu hồi thì khi đó ghi quyết định hủy bỏ."
    )
    return replace(bar(row), next_step=step)


def not_confirmed(row: Dossier) -> Hold:
    """The office has not said whether something bars the subject."""
    return Hold(
        code=row.code,
        reason=_("chưa có xác nhận của bên thẩm định về trường hợp chưa xét"),
        clause=BAR_CLAUSE,
        next_step=_("Bên thẩm định ghi ở phần Trường hợp chưa xét trên trang thẩm định, rồi làm lại."),
        is_bar=True,
    )


def unit_gone(row: Dossier, since: date, *, is_signed: bool) -> Hold:
    """The unit was no more when the decision was signed; before it is recorded nobody knows when that was."""
    if is_signed:
        step = _(
            "Ghi hồ sơ không được tặng kèm lý do, hoặc đưa ra khỏi quyết định rồi bấm “Rút hồ sơ thay đơn "
            "vị” trên trang thẩm định; đơn vị kế thừa lập hồ sơ mới. Ngày ký ghi nhầm thì bỏ quyết định "
            "này, ghi lại cho đúng."
        )
    else:
        step = _(
            "Bản đã ký trước ngày đó thì ghi đúng như bản đã ký, hồ sơ vẫn được tặng. Ký từ ngày đó trở đi, "
            "hoặc chưa ký, thì không tặng: ghi không được tặng kèm lý do, hoặc bấm “Rút hồ sơ thay đơn vị” "
            "trên trang thẩm định; đơn vị kế thừa lập hồ sơ mới."
        )
    return Hold(
        code=row.code,
        reason=_("đơn vị không còn từ ngày %s") % format_date(since),
        clause=GONE_CLAUSE,
        next_step=step,
    )


def loose(row: Dossier, why: str) -> Hold:
    """It is no longer what the list froze."""
    return Hold(
        code=row.code,
        reason=_("không còn như lúc khóa danh sách trình, %s") % why,
        clause=CLAUSE,
        next_step=_(
            "Đưa hồ sơ ra khỏi quyết định này; tiếp nhận, thẩm định lại rồi khóa danh sách trình mới."
        ),
    )


def left_out(row: Dossier, why: str) -> Hold:
    """The decision says nothing of it; `why`: what became of it."""
    return Hold(
        code=row.code,
        reason=why,
        clause=CLAUSE,
        next_step=_(
            "Quyết định này không ghi gì về hồ sơ. Hồ sơ được tiếp nhận, thẩm định lại thì khóa danh sách "
            "trình mới; bản đã ký có tên hồ sơ này thì báo người quyết định trước khi ghi."
        ),
    )


def hanging(row: Dossier) -> Hold:
    """The second person of a flag that is not decided."""
    return Hold(
        code=row.code,
        reason=_("người thứ hai, Cờ của đơn vị chưa được quyết định"),
        clause="III.2.2.b.CO.CN",
        next_step=_(
            "Quyết định này không ghi gì về hồ sơ. Cờ nằm trong quyết định khác chờ xác nhận thì xác nhận "
            "quyết định đó trước; nếu không, hồ sơ được xét cùng Cờ ở danh sách sau của đợt."
        ),
    )


def paused_out(row: Dossier) -> Hold:
    """The decision says nothing of it while it is paused."""
    return Hold(
        code=row.code,
        reason=_("đang tạm dừng xét"),
        clause=BAR_CLAUSE,
        next_step=_("Quyết định này không ghi gì về hồ sơ. Hết tạm dừng thì xét ở danh sách sau của đợt."),
        is_bar=True,
    )


def one_of_many(row: Dossier, rivals: Rivals) -> Hold:
    """More flags in a block than there may be."""
    return Hold(
        code=row.code,
        reason=_("mỗi khối không quá %(most)02d Cờ, mà khối này đã có %(others)s")
        % {"most": rivals.at_most, "others": rivals.others},
        clause=rivals.clause,
        next_step=_("Đối chiếu bản đã ký: Cờ nào không được tặng thì ghi không được tặng kèm lý do."),
    )


def not_received(row: Dossier) -> Hold:
    """The office has not received it."""
    return Hold(
        code=row.code,
        reason=how_loose(row.state_for_office),
        clause=CLAUSE,
        next_step=_("Đưa hồ sơ ra khỏi quyết định này, hoặc tiếp nhận, thẩm định xong rồi làm lại."),
    )


def use_held(row: Dossier, reason: str, clause: str, step: str) -> Hold:
    """An initiative that may not serve again, or of which nobody has ruled yet."""
    or_refuse = _("Hoặc ghi hồ sơ không được tặng, kèm lý do.")
    return Hold(row.code, reason, clause, f"{step} {or_refuse}")

"""What is written about an initiative, as services, forms and pages read it."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.text import format_decimal
from thidua.initiatives.description.models import ConfidentialPart
from thidua.initiatives.description.words import Description, NewAuthor, NewEffect, fault_of_shares
from thidua.initiatives.models import Initiative


def described(row: Initiative) -> Description:
    """The whole description, with the confidential part: for those who write it; three queries."""
    return Description(
        title=row.title,
        area=row.area,
        summary=row.summary,
        problem=row.problem,
        novelty=row.novelty,
        reach=row.reach,
        confidential=confidential_of(row),
        authors=authors_of(row),
        effects=tuple(
            NewEffect(one.what, one.before, one.after, one.measured_in) for one in row.effects.all()
        ),
    )


def authors_of(row: Initiative) -> tuple[NewAuthor, ...]:
    """The authors in their order; no query where `authors` were fetched before."""
    return tuple(NewAuthor(one.name, one.position, one.workplace, one.percent) for one in row.authors.all())


def confidential_of(row: Initiative) -> str:
    """The confidential part; ask the door first (`sees_confidential`)."""
    found = ConfidentialPart.objects.filter(initiative=row).first()
    return found.text if found else ""


def fields_of(row: Initiative) -> dict[str, str]:
    """The description as its form sends it: name of the field → words."""
    said = described(row)
    words = {
        name: getattr(said, name)
        for name in ("title", "area", "summary", "problem", "novelty", "reach", "confidential")
    }
    words |= author_fields(said.authors)
    for number, effect in enumerate(said.effects):
        words |= {
            f"effect_{number}_what": effect.what,
            f"effect_{number}_before": typed(effect.before),
            f"effect_{number}_after": typed(effect.after),
            f"effect_{number}_measured_in": effect.measured_in,
        }
    return words


def author_fields(authors: Iterable[NewAuthor]) -> dict[str, str]:
    """Authors as their lines of a form send them."""
    words: dict[str, str] = {}
    for number, author in enumerate(authors):
        words |= {
            f"author_{number}_name": author.name,
            f"author_{number}_position": author.position,
            f"author_{number}_workplace": author.workplace,
            f"author_{number}_percent": typed(author.percent),
        }
    return words


def typed(number: Decimal | None) -> str:
    """A number as it stands in a field or a table: 95,5, without needless noughts; empty when not known."""
    if number is None:
        return ""
    whole = number == number.to_integral_value()
    return format_decimal(number.quantize(Decimal(1)) if whole else number.normalize()).replace(".", "")


def missing_for(row: Initiative) -> list[str]:
    """What a draft needs before it can enter the register, each a sentence; empty when complete."""
    said = described(row)
    missing = [
        words
        for name, words in (
            ("area", _("Chưa chọn lĩnh vực cải cách.")),
            ("summary", _("Chưa có tóm tắt.")),
            ("problem", _("Chưa ghi vấn đề trước đó.")),
            ("novelty", _("Chưa ghi điểm mới.")),
        )
        if not getattr(said, name)
    ]
    if fault := fault_of_shares(said.authors):
        missing.append(fault)
    return missing

"""Looking at a template before it is used: every fault is named, in the language of the reader."""

import io
import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from thidua.core.text import join_words
from thidua.documents.papers.own_template.fields import BY_NAME, FIELDS, Field, fields_for, known_names

FIELD = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
ALONE = re.compile(r"\s*\{\{\s*(\w+)\s*\}\}\s*")
_COMMAND = re.compile(r"\{%|\{#")
FILLED_PARTS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES)


class BadTemplate(Exception):
    """The file cannot be used as a template; the text says why, in the language of the reader."""


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What was seen in a template. It can be used when `faults` is empty; `missing` is told in any case."""

    fields: frozenset[str]
    missing: tuple[Field, ...]
    """Fields that are not in it, though nothing is lost without them."""
    faults: tuple[str, ...]
    """Sentences, each with its cure."""


def check_template(raw: bytes, kind: str) -> TemplateCheck:
    """Looks at a template for a kind of `fields_for`. Raises BadTemplate for what is no .docx."""
    document = open_template(raw).get_docx()
    texts = [*(text_of(paragraph) for paragraph in paragraphs_of(document)), *_properties(document)]
    written = [found.strip() for text in texts for found in FIELD.findall(text)]
    known = known_names(kind)
    used = frozenset(name.lower() for name in written if _is_known(name, known))
    absent = [field for field in fields_for(kind) if field.name not in used]
    needed = [field for field in absent if field.is_needed]
    faults = [*_unknown(written, known), *_commands(texts), *_not_alone(texts), *_outside(document)]
    if needed:
        names = join_words([f"{{{{ {field.name} }}}} ({field.label})" for field in needed], last=_("và"))
        faults.append(_("Mẫu thiếu trường bắt buộc: %s. Hãy thêm vào đúng chỗ trong tệp Word.") % names)
    return TemplateCheck(used, tuple(field for field in absent if field not in needed), tuple(faults))


def template_texts(raw: bytes) -> list[str]:
    """What stands in each paragraph of a template. Raises BadTemplate for what is no .docx."""
    return [text_of(paragraph) for paragraph in paragraphs_of(open_template(raw).get_docx())]


def open_template(raw: bytes) -> DocxTemplate:
    """The template with its document read. Raises BadTemplate."""
    template = DocxTemplate(io.BytesIO(raw))
    try:
        template.get_docx()
    except Exception as error:  # a damaged file fails in many ways, all with the same meaning
        raise BadTemplate(
            _("Không đọc được tệp. Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại.")
        ) from error
    return template


def fields_in(document: Any) -> frozenset[str]:
    """Names of the known fields written anywhere in it, in small letters."""
    texts = (text_of(paragraph) for paragraph in paragraphs_of(document))
    found = (name.strip() for text in texts for name in FIELD.findall(text))
    return frozenset(name.lower() for name in found if _is_known(name, BY_NAME))


def paragraphs_of(document: Any) -> list[Any]:
    """Every paragraph of body, tables, headers, footers and footnotes, as XML."""
    trees = [document.element.body]
    for relation in document.part.rels.values():
        if relation.reltype in FILLED_PARTS:
            trees.append(etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False)))
    return [paragraph for tree in trees for paragraph in tree.iter(qn("w:p"))]


def text_of(paragraph: Any) -> str:
    """Its letters, however Word has parted them."""
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _properties(document: Any) -> list[str]:
    """Title, author and the like: they are filled as well."""
    told = document.core_properties
    return [told.author, told.comments, told.identifier, told.language, told.subject, told.title]


def _is_known(name: str, names: Container[str]) -> bool:
    return name.lower() in names and name in (name.lower(), name.upper())


def _unknown(written: list[str], names: Container[str]) -> list[str]:
    unknown = dict.fromkeys(name for name in written if not _is_known(name, names))
    if not unknown:
        return []
    shown = join_words([f"{{{{ {name} }}}}" for name in unknown], last=_("và"))
    return [_("Mẫu có trường mà hệ thống không biết: %s. Hãy sửa theo danh sách trường hoặc xóa đi.") % shown]


def _commands(texts: list[str]) -> list[str]:
    faults = []
    if any(_COMMAND.search(text) for text in texts):
        faults.append(_("Mẫu có lệnh ({% … %} hoặc {# … #}). Chỉ dùng các trường {{ … }}; hãy xóa lệnh."))
    bare = [FIELD.sub("", text) for text in texts]
    if any("{{" in text or "}}" in text for text in bare):
        faults.append(_("Có trường mở {{ mà không đóng }} trong cùng một đoạn. Hãy gõ lại trường đó."))
    return faults


def _not_alone(texts: list[str]) -> list[str]:
    faults = []
    for field in (field for field in FIELDS if field.is_block):
        places = [
            text for text in texts if field.name in (name.strip().lower() for name in FIELD.findall(text))
        ]
        if any(not ALONE.fullmatch(text) for text in places) or len(places) > 1:
            faults.append(
                _("Trường {{ %s }} phải đứng một mình trong một đoạn và chỉ có một lần.") % field.name
            )
    return faults


def _outside(document: Any) -> list[str]:
    """Parts that Word would fetch from elsewhere when the paper is opened."""
    parts = [
        document.part,
        *(relation.target_part for relation in document.part.rels.values() if not relation.is_external),
    ]
    relations = [relation for part in parts for relation in part.rels.values()]
    if any(one.is_external and one.reltype != RELATIONSHIP_TYPE.HYPERLINK for one in relations):
        return [_("Mẫu lấy hình hoặc tệp từ nơi khác. Hãy chèn hẳn vào tệp Word rồi lưu lại.")]
    return []

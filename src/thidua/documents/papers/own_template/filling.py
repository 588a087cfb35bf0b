"""Filling a template with the words of a paper or of a certificate."""

import copy
import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import LRUCache
from lxml import etree
from markupsafe import Markup

from thidua.documents.papers.certificate import CODE_SIDE, Certificate, qr_png
from thidua.documents.papers.docx import draw_blocks, draw_list, flatten, number_from_one
from thidua.documents.papers.letters import printable
from thidua.documents.papers.own_template.checking import (
    ALONE,
    FILLED_PARTS,
    BadTemplate,
    fields_in,
    open_template,
    text_of,
)
from thidua.documents.papers.own_template.fields import BY_NAME, CODE, NEXT_PARAGRAPH, words_of, words_on
from thidua.documents.papers.paper import Paper, Text
from thidua.documents.papers.steady import steady_bytes

_PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)


def fill_template(raw: bytes, paper: Paper) -> bytes:
    """The paper in the office's form. Raises BadTemplate for what `check_template` would have refused."""
    template = open_template(raw)
    document = template.get_docx()
    blocks = {
        "noi_dung": _body(document, paper, fields_in(document)),
        "phu_luc": _annexes(document, paper),
    }
    return _filled(template, words_of(paper), blocks)


def fill_certificate(raw: bytes, certificate: Certificate) -> bytes:
    """The sheet in the office's form, with the QR code where it has a place for it. Raises BadTemplate for
    what `check_template` would have refused.
    """
    template = DocxTemplate(None)
    template.docx = copy.deepcopy(_read_once(raw))
    code = InlineImage(template, io.BytesIO(qr_png(certificate.check_url)), width=Mm(CODE_SIDE))
    return _filled(template, words_on(certificate), {CODE: code, CODE.upper(): code})


@lru_cache(maxsize=2)
def _read_once(raw: bytes) -> Any:
    """The document of a form by which hundreds of sheets are filled, each in a copy of it.

    What no field stands in (styles, above all) is kept as the bytes of the file, so that no copy takes it
    apart; but what leads to other parts (pictures of bullets, links) stays as it is.
    """
    document = open_template(raw).get_docx()
    for relation in document.part.rels.values():
        part = None if relation.is_external else relation.target_part
        if isinstance(part, XmlPart) and not part.rels and relation.reltype not in FILLED_PARTS:
            relation._target = Part(part.partname, part.content_type, part.blob, part.package)
    return document


def _filled(template: DocxTemplate, words: Mapping[str, str], drawn: Mapping[str, Any]) -> bytes:
    """`drawn` is put in as it is, the words cleaned, and in capitals where the field is written so."""
    document = template.get_docx()
    told = {name: _clean(said) for name, said in words.items()}
    if told["nhan"] and "nhan" not in fields_in(document):
        # A template without a place for them does not lose the words DỰ THẢO.
        _put_first(document, "{{ nhan }}")
    _prepare(document, {**told, **drawn})
    values = {**told, **{name.upper(): said.upper() for name, said in told.items()}, **drawn}
    try:
        template.render(values, _FIELDS_ONLY, autoescape=True)
    except TemplateError as error:
        raise BadTemplate(_("Mẫu có trường mà hệ thống không biết.")) from error
    return steady_bytes(template)


class _FieldsOnly(ImmutableSandboxedEnvironment):
    """Puts words in the place of names, and can do nothing else."""

    def __init__(self, *, kept: int) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self._read: Any = LRUCache(kept)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """A form is looked at and compiled once for all the certificates that are filled by it."""
        found = self._read.get(source)
        if found is None:
            tree = self.parse(source)
            if not all(isinstance(node, _PLAIN) for node in tree.find_all(nodes.Node)):
                raise BadTemplate(_("Mẫu chỉ được có các trường {{ … }}, không được có lệnh."))
            found = self._read[source] = super().from_string(source, *args, **kwargs)
        return found

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        return False


_FIELDS_ONLY = _FieldsOnly(kept=64)


def _clean(words: str) -> str:
    return NEXT_PARAGRAPH.join(printable(line) for line in words.split(NEXT_PARAGRAPH))


def _put_first(document: Any, words: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(words).bold = True
    document.element.body.insert(0, paragraph._p)


def _prepare(document: Any, values: Mapping[str, Any]) -> None:
    """Blocks take the place of their whole paragraph; a paragraph with nothing but an empty field goes."""
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        alone = ALONE.fullmatch(text_of(paragraph))
        name = alone[1].lower() if alone else ""
        if name not in values:
            continue
        parent = paragraph.getparent()
        if not values[name] and len(parent.findall(qn("w:p"))) > 1:
            parent.remove(paragraph)
        elif BY_NAME[name].is_block:
            first, *others = paragraph.iter(qn("w:t"))
            first.text = f"{{{{p {name} }}}}"
            for text in others:
                text.text = ""


def _body(document: Any, paper: Paper, known: frozenset[str]) -> Markup:
    """The blocks of the body; with the grounds before them where the template has no place for grounds."""
    scratch = Document()
    grounds = [] if "can_cu" in known else [Text(words) for words in paper.grounds]
    draw_blocks(scratch, [*grounds, *paper.body], _ink_width(document.sections[0]))
    return Markup(_xml(scratch))  # noqa: S704  (made here from escaped text)


def _annexes(document: Any, paper: Paper) -> Markup:
    """Each annex in a section of its own, upright or on its side; the end of the document shapes the last."""
    if not paper.annexes:
        return Markup("")
    end = document.element.body.sectPr
    parts = [_closing(end)]
    for place, annex in enumerate(paper.annexes, 1):
        is_last = place == len(paper.annexes)
        shape = end if is_last else copy.deepcopy(end)
        _turn(shape, is_wide=annex.is_wide)
        scratch = Document()
        draw_list(scratch, annex, _ink_width(Section(shape, document.part)))
        parts += [_xml(scratch), "" if is_last else _closing(shape)]
    return Markup("".join(parts))  # noqa: S704  (made here from escaped text)


def _closing(shape: Any) -> str:
    """A paragraph that ends a section of this shape."""
    paragraph = OxmlElement("w:p")
    flatten(Paragraph(paragraph, None))  # type: ignore[arg-type]
    paragraph.get_or_add_pPr().append(copy.deepcopy(shape))
    return str(etree.tostring(paragraph, encoding="unicode"))


def _turn(shape: Any, *, is_wide: bool) -> None:
    """Headers and footers are those of the section before; its pages are numbered from the first on."""
    number_from_one(shape)
    for name in ("w:headerReference", "w:footerReference", "w:titlePg"):
        for found in shape.findall(qn(name)):
            shape.remove(found)
    size = shape.find(qn("w:pgSz"))
    short, long = sorted((size.w, size.h))
    size.w, size.h = (long, short) if is_wide else (short, long)
    size.orient = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT


def _ink_width(section: Section) -> int:
    """Millimetres between the margins."""
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    return int(room / Mm(1))


def _xml(scratch: Any) -> str:
    """What was drawn, as XML that needs no style of the document it goes into."""
    parts = []
    for element in scratch.element.body:
        if element.tag == qn("w:sectPr"):
            continue
        for shape in element.iter(qn("w:tblPr")):
            _draw_borders(shape)
        parts.append(etree.tostring(element, encoding="unicode"))
    return "".join(parts)


def _draw_borders(shape: Any) -> None:
    style = shape.find(qn("w:tblStyle"))
    if style is not None:
        shape.remove(style)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    layout = shape.find(qn("w:tblLayout"))
    shape.insert(len(shape) if layout is None else shape.index(layout), borders)

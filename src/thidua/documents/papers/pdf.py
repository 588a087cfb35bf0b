"""Draws a paper as PDF/A-2b, page for page in the form of the .docx.

Tinos stands for Times New Roman: the same widths, letter by letter, and it may be embedded.
"""

from collections.abc import Sequence
from typing import Any

from thidua.documents.papers.paper import (
    MOST_TOGETHER,
    SUGGESTED_FORM,
    Annex,
    Article,
    Block,
    Heading,
    Items,
    Paper,
    Quote,
    Signer,
    Table,
    Text,
    is_tall,
    paragraphs,
)
from thidua.documents.papers.typesetting import MADE, typeset


def to_pdf(paper: Paper) -> bytes:
    """The file of a paper; the same paper always gives the same bytes."""
    return typeset("paper.typ", paper=_paper(paper))


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "made": MADE,
        "kind": paper.kind,
        "above": paper.above,
        "issuer": paper.issuer,
        "numbered": paper.numbered,
        "subject": paper.subject,
        "placed": paper.placed,
        "addressees": list(paper.addressees),
        "authority": paper.authority,
        "grounds": list(paper.grounds),
        "resolves": paper.resolves,
        "body": _blocks(paper.body),
        "recipients": list(paper.recipients),
        "may_foot_break": len(paper.recipients) > MOST_TOGETHER,
        "annexes": [_annex(annex) for annex in paper.annexes],
        "marks": list(paper.marks),
        "form_note": SUGGESTED_FORM if paper.is_suggested_form else "",
        "signer": _signer(paper.signer),
        "other_signer": _signer(paper.other_signer) if paper.other_signer else None,
    }


def _signer(signer: Signer) -> dict[str, Any]:
    return {"lines": list(signer.lines), "name": signer.name}


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "title": annex.title,
        "note": annex.note,
        "label": annex.label,
        "is_wide": annex.is_wide,
        "blocks": _blocks(annex.blocks),
    }


def _blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Text(text):
            return {"is": "text", "paragraphs": paragraphs(text)}
        case Article():
            opening, *others = paragraphs(block.text) or [""]
            return {"is": "article", "label": block.label, "opening": opening, "paragraphs": others}
        case Items(items):
            return {"is": "items", "items": [line for item in items for line in paragraphs(f"- {item}")]}
        case Quote(text, source):
            return {"is": "quote", "text": text.strip(), "source": source}
        case Table():
            return _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": table.caption,
        "head": list(table.head),
        "widths": list(table.widths),
        "numbers": sorted(table.numbers),
        "rows": [{"cells": list(row), "is_tall": is_tall(row)} for row in table.rows],
    }

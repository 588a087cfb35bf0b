"""Copied passages: found for certain from twelve words, never invented."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.copied import LEAST, fingerprints, passages, pieces, read, words_of

VOCABULARY = [
    "phường",
    "xã",
    "hồ",
    "sơ",
    "trực",
    "tuyến",
    "người",
    "dân",
    "cải",
    "cách",
    "đúng",
    "hạn",
    "một",
    "cửa",
]
texts = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join)
runs = st.lists(st.sampled_from(VOCABULARY), min_size=LEAST, max_size=30).map(" ".join)
COPIED = "Đã số hóa toàn bộ hồ sơ đất đai, hộ tịch và trả kết quả tại nhà cho người cao tuổi trên địa bàn"


@given(texts, texts, runs, texts, texts)
def test_twelve_shared_words_share_a_fingerprint_and_are_found(before, after, run, other_before, other_after):
    mine, theirs = f"{before} {run} {after}", f"{other_before} {run} {other_after}"
    assert fingerprints(mine) & fingerprints(theirs)
    assert max(passage.count for passage in passages(read(mine), read(theirs))) >= LEAST


@given(texts, texts)
def test_what_is_found_is_word_for_word_the_same_and_does_not_overlap(mine, theirs):
    end = 0
    for passage in passages(read(mine), read(theirs)):
        here = [word.key for word in words_of(mine[passage.start : passage.end])]
        there = [word.key for word in words_of(theirs[passage.other_start : passage.other_end])]
        assert here == there
        assert len(here) == passage.count >= LEAST
        assert passage.start >= end
        end = passage.end


@given(texts, texts)
def test_the_pieces_are_the_whole_text(mine, theirs):
    spans = [(passage.start, passage.end) for passage in passages(read(mine), read(theirs))]
    assert "".join(piece.text for piece in pieces(mine, spans)) == mine


def test_case_marks_and_punctuation_do_not_hide_a_copy():
    [found] = passages(read(f"Năm nay. {COPIED}!"), read(COPIED.upper().replace(",", " -")))
    assert found.count == len(words_of(COPIED))


def test_eleven_words_are_the_language_of_every_report():
    words = COPIED.split()[:11]
    assert passages(read(" ".join(words)), read(COPIED)) == []

"""Look-alike titles: what is found, what is not, and how well on labelled pairs."""

import importlib.util
import random
import sys
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.placenames import words_without_places
from thidua.core.similarity import DEFAULT_THRESHOLD, Pair, Title, content_words, find_lookalikes

ROOT = Path(__file__).resolve().parents[2]
IDEAS = "trợ lý ảo hỗ trợ thủ tục hành chính số hóa hồ sơ hộ tịch đất đai kiosk ngày thứ năm"
WORDS = IDEAS.split()
titles_of_words = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


def score(first: str, second: str) -> float:
    pairs = find_lookalikes([Title("a", first), Title("b", second)], threshold=0)
    return pairs[0].score if pairs else 0.0


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "measure_similarity", ROOT / "scripts/measure_similarity.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_labelled_set_is_large_enough_in_both_halves(measure: ModuleType) -> None:
    pairs = measure.measure_pairs()
    for same in (True, False):
        assert sum(pair.same is same for pair in pairs) >= 60
        assert sum(pair.same is same and pair.half == "check" for pair in pairs) >= 30


def test_the_check_half_is_found_with_precision_and_recall(measure: ModuleType) -> None:
    check = [pair for pair in measure.measure_pairs() if pair.half == "check"]
    precision, recall = measure.precision_recall(check, DEFAULT_THRESHOLD)
    assert precision >= 0.95
    assert recall >= 0.85


def test_the_threshold_is_the_one_the_tune_half_chooses(measure: ModuleType) -> None:
    tune = [pair for pair in measure.measure_pairs() if pair.half == "tune"]
    assert measure.best_threshold(tune) == DEFAULT_THRESHOLD


def test_the_page_of_figures_is_up_to_date(measure: ModuleType) -> None:
    assert measure.render_figures(measure.measure_pairs()) in measure.PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trợ lý ảo hỗ trợ TTHC", "tro ly ao ho tro thu tuc hanh chinh"),
        ("Trợ lý ảo hỗ trợ TTHC", "TRỢ LÝ ẢO, HỖ TRỢ THỦ TỤC HÀNH CHÍNH!"),
        ("Ngày thứ 5 không hẹn", unicodedata.normalize("NFD", "Ngày thứ 5 không hẹn")),
        ("Hồng Bàng", "hồng bàng"),
        ("AI", "trí tuệ nhân tạo"),
    ],
)
def test_titles_that_are_equal_after_folding_score_one(first: str, second: str) -> None:
    assert score(first, second) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ngày thứ 5 không hẹn", "Ngày thứ 6 không hẹn"),
        ("Thứ Bảy vì dân", "Chủ nhật vì dân"),
        ("Trang Zalo phường An Khê", "Trang Zalo phường Hồng Bàng"),
        ("Ước mơ số xã Cẩm Giang", "Ước mơ số xã Kẻ Sặt"),
        ("Không tiếp nhận hồ sơ giấy", "Tại Sở Tư pháp: không tiếp nhận hồ sơ giấy"),
    ],
)
def test_another_day_or_another_unit_is_the_same_idea_but_not_the_same_title(first: str, second: str) -> None:
    assert DEFAULT_THRESHOLD <= score(first, second) < 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trợ lý ảo hỗ trợ TTHC", "Robot AI lễ tân"),
        ("Trợ lý ảo", "Trợ lý ảo nhắc lịch tiêm chủng và khám thai cho phụ nữ vùng đảo"),
        ("Lấy số thứ tự trực tuyến", "Thứ tư trực tuyến"),
        ("Chợ số phường Hải An", "Thư viện xanh phường Hải An"),
        ("Nâng cao chất lượng dịch vụ công", "Cải cách thủ tục hành chính"),
    ],
)
def test_another_idea_stays_apart(first: str, second: str) -> None:
    assert score(first, second) < DEFAULT_THRESHOLD


@pytest.mark.parametrize("empty", ["", "  ", "…", "\u0301"])
def test_a_title_without_a_word_matches_nothing_not_even_its_like(empty: str) -> None:
    titles = [Title("a", empty, "x " * 20), Title("b", empty, "x " * 20), Title("c", "Một cửa")]
    assert find_lookalikes(titles, threshold=0) == []


def test_long_summaries_that_are_alike_make_a_pair_short_ones_do_not() -> None:
    long = "công chức trực tại nhà văn hóa thôn mỗi tối để giúp bà con chụp ảnh giấy tờ và gửi hồ sơ"
    titles = [Title("a", "Ánh đèn đêm", long), Title("b", "Ca trực gần dân", long)]
    assert [(pair.a, pair.b) for pair in find_lookalikes(titles)] == [("a", "b")]
    titles = [Title("a", "Ánh đèn đêm", "Không có"), Title("b", "Ca trực gần dân", "Không có")]
    assert find_lookalikes(titles) == []


def test_the_better_of_titles_and_summaries_counts() -> None:
    long = "công chức trực tại nhà văn hóa thôn mỗi tối để giúp bà con chụp ảnh giấy tờ và gửi hồ sơ"
    other = "xe buýt điện đón học sinh vùng ven sông mỗi sáng thay cho đò ngang đã cũ và nguy hiểm"
    same_title = [Title("a", "Thứ 5 không hẹn", long), Title("b", "Thứ 6 không hẹn", other)]
    assert [pair.score for pair in find_lookalikes(same_title)] == [0.99]
    nearly = long.replace("mỗi tối", "mỗi sáng")
    same_summary = [Title("a", "Ánh đèn đêm", long), Title("b", "Ca trực gần dân", nearly)]
    (pair,) = find_lookalikes(same_summary)
    assert 0.9 < pair.score < 0.99


def test_both_summaries_must_be_long_enough() -> None:
    eight = "trực văn thôn tối giúp chụp ảnh giấy"
    for second, found in ((eight, 1), (eight.rsplit(maxsplit=1)[0], 0)):
        titles = [Title("a", "Ánh đèn đêm", eight), Title("b", "Ca trực gần dân", second)]
        assert len(find_lookalikes(titles)) == len(find_lookalikes(titles[::-1])) == found


def test_a_pair_that_just_reaches_the_threshold_is_found() -> None:
    short = "muối gạch ngói xoan lim tre mai"
    long = f"{short} lan cúc đào mận ổi buýt"
    # 7 of 13 words in common: a share of 14/20, all letters of the short one in the long one.
    assert score(short, long) == DEFAULT_THRESHOLD == 0.8
    assert len(find_lookalikes([Title("a", short), Title("b", long)])) == 1


def test_titles_of_nothing_but_common_words_are_compared_too() -> None:
    assert score("Giải pháp", "Giải pháp mô hình") == 0.7778


def test_scores_have_four_decimals() -> None:
    chance = random.Random(3)
    titles = [Title(str(n), " ".join(chance.choices(WORDS, k=5))) for n in range(30)]
    found = [pair.score for pair in find_lookalikes(titles, threshold=0.1)]
    assert found == [round(score, 4) for score in found]
    assert len(set(found)) > 10


def test_pairs_come_best_first_and_in_the_order_of_the_input() -> None:
    titles = [Title("z", "Thứ 5 không hẹn"), Title("y", "Thứ 6 không hẹn"), Title("x", "thu 5 khong hen")]
    assert find_lookalikes(titles) == [Pair("z", "x", 1.0), Pair("z", "y", 0.99), Pair("y", "x", 0.99)]


def test_the_threshold_itself_is_kept_and_nonsense_is_refused() -> None:
    titles = [Title("a", "Thứ 5 không hẹn"), Title("b", "Thứ 6 không hẹn")]
    assert len(find_lookalikes(titles, threshold=0.99)) == 1
    assert find_lookalikes(titles, threshold=1) == []
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="threshold"):
            find_lookalikes(titles, threshold=wrong)


@given(titles_of_words, titles_of_words)
def test_the_score_is_a_share_and_the_same_both_ways(first: str, second: str) -> None:
    assert 0 <= score(first, second) <= 1
    assert score(first, second) == score(second, first)


@given(st.lists(titles_of_words, max_size=12), st.sampled_from([0.0, 0.3, 0.6, 0.71, 0.9, 1.0]))
def test_a_list_gives_what_its_pairs_give_one_by_one(texts: list[str], threshold: float) -> None:
    found = find_lookalikes([Title(str(n), text) for n, text in enumerate(texts)], threshold=threshold)
    expected = {
        (str(first), str(second)): score(texts[first], texts[second])
        for first in range(len(texts))
        for second in range(first + 1, len(texts))
        if texts[first] and texts[second] and score(texts[first], texts[second]) >= threshold
    }
    assert {(pair.a, pair.b): pair.score for pair in found} == expected


def test_the_order_does_not_hang_on_chance() -> None:
    chance = random.Random(7)
    titles = [Title(str(n), " ".join(chance.choices(WORDS, k=6))) for n in range(60)]
    assert find_lookalikes(titles, threshold=0.5) == find_lookalikes(titles, threshold=0.5)
    scores = [pair.score for pair in find_lookalikes(titles, threshold=0.5)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Trang Zalo UBND phường Hồng Bàng, thành phố Hải Phòng", "Trang Zalo"),
        ("trang zalo ubnd phường hồng bàng", "trang zalo"),
        ("TRANG ZALO UBND PHƯỜNG HỒNG BÀNG", "TRANG ZALO"),
        ("trang zalo ubnd phuong hong bang", "trang zalo"),
        ("Hộ nghèo xã An Ngãi, huyện Long Điền", "Hộ nghèo"),
        ("Gia Viên số", "số"),
        ("Sở Nông nghiệp và Môi trường trả kết quả", "trả kết quả"),
        ("Công khai hai đường dây nóng", "Công khai hai đường dây nóng"),
        ("Bảo trợ xã hội ở cơ sở", "Bảo trợ xã hội ở cơ sở"),
        ("Hoà Bình xanh, Hòa Bình sạch", "xanh sạch"),
        ("Phường Hồng Bàng", "Phường Hồng Bàng"),
        # without capitals to go by, known names go, whoever has typed them
        ("hồng bàng trang zalo", "trang zalo"),
        ("sở nông nghiệp và môi trường trả kết quả", "trả kết quả"),
        # with capitals to go by, a name in small letters may be a word
        ("Trang Zalo hồng bàng", "Trang Zalo hồng bàng"),
        ("trang Zalo hồng bàng", "trang Zalo hồng bàng"),
        ("Nối sở nông nghiệp và môi trường với Zalo", "Nối sở nông nghiệp và môi trường với Zalo"),
        # a name that is not known has at most three words
        ("Hộ nghèo xã Long Điền Đông Bắc xa", "Hộ nghèo Bắc xa"),
        ("Hộ nghèo xã Long, huyện Điền xa", "Hộ nghèo xa"),
    ],
)
def test_places_and_units_are_taken_out(text: str, left: str) -> None:
    assert " ".join(words_without_places(text)) == left


def test_several_spellings_are_one() -> None:
    assert content_words("Ki-ốt, chat bot: quy chế trợ lí") == content_words("kiosk chatbot qui chế trợ lý")

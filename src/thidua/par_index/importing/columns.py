"""The columns of a ranking, by the words offices write above them."""

from thidua.foundation.spreadsheets.headers import Layout

WORDS: dict[str, frozenset[str]] = {
    "unit": frozenset(
        {
            "don vi",
            "ten don vi",
            "co quan don vi",
            "ten co quan don vi",
            "ten co quan",
            "co quan",
            "dia phuong",
            "ten xa phuong dac khu",
            "xa phuong dac khu",
            "unit",
        }
    ),
    "code": frozenset({"ma", "ma don vi", "ma dvhc", "ma so", "ma don vi hanh chinh", "code", "unit code"}),
    "rank": frozenset({"hang", "xep hang", "thu hang", "vi tri", "xep thu", "thu tu xep hang", "rank"}),
    "score": frozenset(
        {
            "diem",
            "diem so",
            "diem cong bo",
            "tong diem",
            "chi so",
            "ket qua",
            "gia tri",
            "chi so cchc",
            "par index",
            "score",
        }
    ),
    "block": frozenset({"khoi", "nhom", "khoi don vi", "block"}),
    "year": frozenset({"nam", "nam chi so", "year"}),
    "source": frozenset({"nguon", "source"}),
}
RANKING = Layout(WORDS, needed=(frozenset({"unit", "code"}), frozenset({"rank", "score"})))

"""How each number of the units' reports is said in the city's report: section → code → words around {n}."""

PHRASES: dict[str, dict[str, str]] = {
    "I": {
        "plan.measures": "{n} biện pháp trong kế hoạch của các đơn vị",
        "plan.done": "{n} biện pháp đã xong",
        "plan.late": "{n} biện pháp quá hạn chưa xong",
    },
    "III": {
        "initiatives.registered": "{n} sáng kiến được ghi vào sổ",
        "initiatives.recognised": "{n} sáng kiến được công nhận",
        "initiatives.replicable": "{n} sáng kiến có thể nhân rộng",
        "initiatives.adoptions": "{n} lượt đơn vị khác áp dụng, có lãnh đạo xác nhận",
    },
    "IV": {
        "publicity.items": "{n} lượt tuyên truyền, tin bài",
        "publicity.examples": "{n} điển hình được giới thiệu",
    },
    "V": {
        "awards.collectives": "{n} tập thể được khen ở cơ sở",
        "awards.individuals": "{n} cá nhân được khen ở cơ sở",
        "awards.leaders": "{n} cá nhân được khen là lãnh đạo, quản lý",
        "awards.women": "{n} cá nhân được khen là nữ",
    },
}

"""Two initiatives that are alike, and what the register says of one."""

from thidua.initiatives.likeness.selectors import lookalikes_of

TITLE = "Trợ lý ảo trả lời câu hỏi về đất đai tại một cửa"
WHY = "Xã bạn trả lời bằng giọng nói; chúng tôi thêm tra bản đồ."


def seen(row):
    return [(one.other.code, one.is_earlier, one.ruling and one.ruling.verdict) for one in lookalikes_of(row)]

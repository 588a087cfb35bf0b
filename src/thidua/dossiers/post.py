"""What a person does where in the unit, as every paper names it."""


def post_words(position: str, place: str) -> str:
    """“Chuyên viên, Phòng Văn hóa - Xã hội”: the position, then the part of the unit, where they are said."""
    return ", ".join(filter(None, (position, place)))

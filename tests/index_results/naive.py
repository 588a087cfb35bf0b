"""The same sums a second time, with fractions and without a line of the product's own arithmetic."""

from fractions import Fraction

MAXIMA = {
    code: Fraction(most)
    for code, most in (
        ("1.1", 2), ("1.2", 3), ("1.3", 2), ("2.1", "3/2"), ("2.2", 2), ("2.3", 1), ("3.1", 3), ("3.2", 1),
        ("3.3", 1),
    )
}  # fmt: skip


def points(code, value, base, arose_not):
    """Points of one typed component of `building.LINES`; None: nothing given, or out of the sum."""
    if arose_not:
        return Fraction(2) if code == "1.3" else None
    if value is None:
        return None
    value = Fraction(value)
    share = value * 100 / Fraction(base) if base is not None else value
    if code == "1.1":
        return Fraction(2) if value == 1 else Fraction(0)
    if code == "1.2":
        return max(Fraction(0), min(Fraction(1), (share - 50) / 45)) * 3
    if code == "1.3":
        return Fraction(2) if share >= 95 else Fraction(1) if share >= 80 else Fraction(0)
    if code == "2.1":
        return min(value * Fraction(2, 5), Fraction(3, 2))
    if code == "2.2":
        return max(Fraction(0), 2 - value * Fraction(3, 10))
    if code == "2.3":
        return max(Fraction(0), 1 - value * Fraction(3, 10))
    if code == "3.1":
        return value / 100 * 3
    return min(value * Fraction(1, 2), Fraction(1))


def card(given, mean, judged):
    """(points, reachable maximum, exact score) of a whole card."""
    found, left_out = {}, set()
    for code in MAXIMA:
        if code == "3.2":
            continue
        value, base, arose_not = (
            (mean, None, False) if code == "3.1" else given.get(code, (None, None, False))
        )
        if code in judged:  # whoever sets points says that it arose after all
            found[code] = Fraction(judged[code])
        elif arose_not and code == "1.2":
            left_out.add(code)
            found[code] = Fraction(0)
        else:
            found[code] = points(code, value, base, arose_not) or Fraction(0)
    formula = (found["1.1"] + found["2.1"]) / 3
    found["3.2"] = Fraction(judged["3.2"]) if "3.2" in judged else max(Fraction(0), min(Fraction(1), formula))
    total = sum(found.values())
    whole = sum(MAXIMA[code] for code in MAXIMA if code != "3.3")
    reachable = whole - sum(MAXIMA[code] for code in left_out)
    return total, reachable, total if reachable == whole else total * whole / reachable


def rounded(value, places=2):
    """Half up, for values that are not negative or are."""
    scaled = abs(value) * 10**places + Fraction(1, 2)
    sign = -1 if value < 0 else 1
    return Fraction(sign * (scaled.numerator // scaled.denominator), 10**places)

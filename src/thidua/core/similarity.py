"""Look-alike titles: the same idea told in nearly the same words.

What is compared is the content of a title: place names and units are taken out, abbreviations
written out, marks and case dropped, and the words every such title uses ("giải pháp", "nâng cao",
"thủ tục hành chính", "người dân") weigh little. Two contents are then compared in three ways:
weighted words, weighted pairs of neighbouring words, and the letters of the words (rapidfuzz), each as
a share of both titles, so that a short title inside a long one is not a match. How the weights and
the default threshold were chosen is told in docs/similarity.md.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from rapidfuzz import fuzz

from thidua.core.text import fold, nfc, search_key

DEFAULT_THRESHOLD = 0.62
COMMON_WEIGHT = 0.25
"""What a word of COMMON_WORDS weighs beside an ordinary word's 1."""
SUMMARY_WORDS = 8
"""Summaries are compared when both have at least this many words of content."""

"""The words of the S light: every listed one is found, as a whole word, in any case and normal form; no other is."""

import unicodedata

import pytest

from milepost.analysis.smart.words import UNSPACED, VAGUE, vague_word, word_count

DEFINITE = [
    "Run 10 km under 50 minutes by 2026-10-31",
    "Launch the Plus tariff in Denmark",
    "Moor the boat am Meer",
    "Win the Somerset marathon",
    "Move into the Bettermann house",
    "Publish the etched portraits",
    "Die mehrstufige Pumpe ist eingebaut",
    "Das Besserwisser-Quiz findet statt",
    "Trois plages nettoyées en mai",
    "Tryptich sold to a museum",
    "One million moreish biscuits sold",
]


@pytest.mark.parametrize("language", VAGUE)
def test_each_listed_word_is_found_as_typed(language: str) -> None:
    """Between other words, at the start in capitals, and in either normal form."""
    missed = [
        title
        for word in VAGUE[language].split(", ")
        for title in (f"Qqq {word} zzz", f"{word.upper()} qqq", unicodedata.normalize("NFD", f"qqq {word}, zzz"))
        if vague_word(title) is None
    ]

    assert missed == []


@pytest.mark.parametrize("language", VAGUE)
def test_a_listed_word_inside_another_is_none(language: str) -> None:
    """Whole words only."""
    assert [word for word in VAGUE[language].split(", ") if vague_word(f"qqq q{word}q zzz")] == []


@pytest.mark.parametrize("language", UNSPACED)
def test_scripts_without_spaces_are_searched_inside(language: str) -> None:
    """There are no words to be whole."""
    words = UNSPACED[language].split(", ")

    assert [vague_word(f"成绩{word}成绩") for word in words] == words


@pytest.mark.parametrize("title", DEFINITE)
def test_definite_titles_pass(title: str) -> None:
    """Neither parts of words nor words of other languages."""
    assert vague_word(title) is None


def test_the_word_is_shown_as_it_was_typed() -> None:
    """With its capitals."""
    assert vague_word("Arbeiten an der Ausdauer") == "Arbeiten an"
    assert vague_word("Straße BESSER beleuchten") == "besser"  # folding changes the length: shown as it compares


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Run 10 km", 3),
        ("Marathon", 1),
        ("Half-marathon in São Paulo", 4),
        ("Learn — Spanish!", 2),
        ("Learn Spanish #language/es", 2),
        ("C# course passed", 3),
        ("Завершить первый марафон", 3),
        ("", 0),
        ("东京马拉松", None),
        ("東京マラソンを完走する", None),
        ("วิ่งมาราธอน", None),
        ("마라톤 완주 하기", 3),
    ],
)
def test_words_are_counted_where_spaces_part_them(title: str, count: int | None) -> None:
    """Tags and signs apart; Korean has spaces, Japanese, Chinese and Thai have none."""
    assert word_count(title) == count


def test_a_title_of_a_megabyte_is_read_at_its_beginning() -> None:
    """Nobody's title; it takes no time and raises nothing."""
    assert vague_word("a" * 1_000_000 + " improve") is None
    assert word_count("a " * 500_000) == 500

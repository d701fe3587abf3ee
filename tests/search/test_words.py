"""What a word is, is the same for what is written and for what is asked."""

import pytest

from amin_portal.search.words import LONGEST, forms, looked_for, words


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("AMCAP-III", "amcap – iii"),
        ("Việt Nam", "viet nam"),
        ("Đồng Nai", "dong nai"),
        ("ＡＭＭｉｎ", "ammin"),
        ("9th AMMin", "9 AMMIN"),
        ("the ninth", "the 9th"),
        ("rare earths", "Rare Earth"),
        ("policies and processes", "policy and process"),
        ("ASEAN’s minerals", "ASEAN mineral"),
        ("Straße", "strasse"),
        ("5.6", "5 6"),
    ],
)
def test_these_are_the_same_words(written, asked):
    assert forms(written) == forms(asked) != ()


@pytest.mark.parametrize("word", ["gas", "analysis", "campus", "process", "bus", "asean", "us"])
def test_this_is_no_plural(word):
    assert forms(word) == (word,)


@pytest.mark.parametrize(
    ("script", "text", "within"),
    [
        ("Thai", "การทำเหมืองแร่", "เหมือง"),
        ("Lao", "ການຂຸດຄົ້ນບໍ່ແຮ່", "ບໍ່ແຮ່"),
        ("Khmer", "ធនធានរ៉ែ", "រ៉ែ"),
        ("Burmese", "သတ္တုတွင်း", "တွင်း"),
        ("Chinese", "东盟矿业合作", "矿业"),
    ],
)
def test_a_word_is_found_within_a_script_without_spaces(script, text, within):
    assert " ".join(looked_for(within)) in " ".join(forms(text))


def test_marks_stay_with_their_letter_and_letters_come_in_pairs():
    assert forms("เหมือง") == ("เห", "หมื", "มือ", "อง", "ง")
    assert looked_for("เหมือง") == ("เห", "หมื", "มือ", "อง")


@pytest.mark.parametrize("sign", ["ﷺ", "ͺ", "⑴", "⒈", "½"])
def test_sign_that_stands_for_several_is_one_word_or_none(sign):
    assert all(part.isalnum() for part in forms(f"a {sign} b"))


def test_a_word_knows_where_it_stands():
    text = "Of tin, lead"
    assert [text[word.start : word.end] for word in words(text)] == ["Of", "tin", "lead"]


@pytest.mark.parametrize("text", ["", " – ", "'\"`", "&|!()<>:*", "🪨", "_", "\x00"])
def test_signs_are_no_words(text):
    assert forms(text) == ()


def test_a_word_without_end_is_cut():
    assert forms("x" * 1000) == ("x" * LONGEST,)

"""Tables of relations: every bad row is told, with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import UsageError
from gongkai.kinship.relations import Link, parse_relations


def test_columns_may_be_named_in_both_languages_and_stand_in_any_order() -> None:
    text = "年度,机关,上级\n2025,云川县教育局,云川县人民政府\n\n,云川县财政局,\n"
    assert parse_relations(text, "t.csv") == (
        Link("云川县教育局", "云川县人民政府", 2025, "", 2),
        Link("云川县财政局", "", None, "", 4),
    )


def test_a_table_from_a_spreadsheet_begins_with_a_mark() -> None:
    assert parse_relations("\ufeffbody,path\r\n云川县教育局,a.docx\r\n", "t.csv")[0].path == "a.docx"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "第1行：缺少 body 一列"),
        ("name,parent\na,b\n", "第1行：没有“name”这一列"),
        ("body,机关\na,b\n", "第1行：“机关”一列出现两次"),
        ("body,year\na,二〇二五\n", "第2行：“二〇二五”不是年度"),
        ("body,year\na,25\n", "第2行：“25”不是年度"),
        ("body,parent\n,b\n", "第2行：没有写机关名称"),
        ("body,parent\na,a\n", "第2行：“a”是自己的上级"),
        ("body,parent\na,b,c\n", "第2行：单元格比表头多"),
        ("body,parent\na,b\na,b\n", "第3行：与第2行重复"),
        ("body,path\na,x.docx\nb,x.docx\n", "第3行：文件 x.docx 在第2行是“a”的"),
        ("body,parent\na,b\nb,c\nc,a\n", "第2行：“a”成了自己上级的上级"),
        (
            "body,parent\n云川县人民政府,云川县教育局\n云川县教育局,云川县政府\n",
            "第2行：“云川县人民政府”成了自己上级的上级",
        ),
        ("body,parent\n", "第1行：只有表头，没有机关"),
        ('body\n"a', "不是有效的 CSV"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, words: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_relations(text, "t.csv")
    assert words in error.value.message.zh


def test_all_bad_rows_are_told_at_once() -> None:
    with pytest.raises(UsageError) as error:
        parse_relations("body,year\n,2025\na,x\nb,2025\n", "t.csv")
    assert "有2处错误" in error.value.message.zh
    assert "line 3" in error.value.message.en


@given(st.text(alphabet='body,parentyear机关\n"; 2025\r', max_size=60))
def test_any_text_is_a_table_or_a_fault_in_words(text: str) -> None:
    try:
        parse_relations(text, "t.csv")
    except UsageError as error:
        assert error.message.zh.startswith("关系表")  # noqa: PT017 - either way is right

"""Why a PDF cannot be read, in words for people."""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.errors import ReadError

__all__ = [
    "damaged",
    "encrypted",
    "missing_extra",
    "no_text",
    "not_a_pdf",
    "too_large",
    "undecodable",
]

_ORIGINAL = Text(
    zh="请改用导出该 PDF 的原始文件（DOCX、WPS 或网页）",
    en="Use the file it was made from (DOCX, WPS or web page)",
)


def missing_extra() -> ReadError:
    return ReadError(
        Text(zh="读取 PDF 需要扩展组件 gongkai[pdf]，尚未安装", en="Reading PDF needs the extra gongkai[pdf], which is not installed"),
        Text(zh="请运行：pip install 'gongkai[pdf]'", en="Run: pip install 'gongkai[pdf]'"),
    )  # fmt: skip


def not_a_pdf() -> ReadError:
    return ReadError(
        Text(zh="文件名像 PDF，内容却不是 PDF", en="The file is named like a PDF, but it is none"),
        Text(zh="请检查文件是否完整，或者改正扩展名", en="Check that it is complete, or correct its name"),
    )


def encrypted() -> ReadError:
    return ReadError(
        Text(zh="PDF 设有打开密码，无法读取", en="The PDF is encrypted and needs a password to open"),
        Text(zh="请去掉密码后再检查", en="Remove the password and check again"),
    )


def damaged(page: int | None = None) -> ReadError:
    zh, en = (
        (f"PDF 第{page}页已损坏", f"Page {page} of the PDF is damaged")
        if page
        else ("PDF 已损坏或不完整", "The PDF is damaged or incomplete")
    )
    return ReadError(
        Text(zh=f"{zh}，无法读取", en=f"{en} and cannot be read"),
        Text(zh="请重新下载或重新导出", en="Download or export it again"),
    )  # fmt: skip


def no_text(*, scanned: bool) -> ReadError:
    if scanned:
        cause = Text(
            zh="PDF 是扫描件或图片，没有文字层，读不出内容",
            en="The PDF is a scan or a picture without a text layer: there is nothing to read",
        )
    else:
        cause = Text(
            zh="PDF 里没有文字（空白页，或者文字已转成曲线）",
            en="The PDF holds no text (blank pages, or letters turned into outlines)",
        )
    return ReadError(cause, _ORIGINAL)


def undecodable() -> ReadError:
    return ReadError(
        Text(
            zh="PDF 的文字层读出来是乱码（字体没有文字对照表）",
            en="The text layer of the PDF cannot be decoded (its fonts lack a mapping to text)",
        ),
        _ORIGINAL,
    )


def too_large(what: Text, limit: str) -> ReadError:
    """The file goes beyond a limit; `limit` is its name in the configuration."""
    return ReadError(
        Text(zh=f"PDF 过大：{what.zh}，没有读取", en=f"The PDF is too large: {what.en}; it was not read"),
        Text(
            zh=f"请只检查年度报告本身；确需读取时，可在配置中调高 limits.{limit}",
            en=f"Check the report alone; if it must be read, raise limits.{limit} in the configuration",
        ),
    )

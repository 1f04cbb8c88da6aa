"""What kinds and levels of body are called."""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.report import Body

__all__ = ["body_name"]

_KINDS = {
    "government": Text(zh="人民政府", en="government"),
    "department": Text(zh="部门", en="department"),
    "subdistrict": Text(zh="街道办事处", en="sub-district office"),
    "public_service": Text(zh="公共企事业单位", en="public service unit"),
    "national": Text(zh="国家机关", en="national body"),
}
_LEVELS = {
    "national": Text(zh="国家级", en="national"),
    "province": Text(zh="省级", en="provincial"),
    "city": Text(zh="市级", en="city-level"),
    "county": Text(zh="县级", en="county-level"),
    "township": Text(zh="乡级", en="township-level"),
}


def body_name(body: Body) -> Text:
    """The body's level and kind in words, such as 县级部门; empty where nothing is known."""
    if body.kind in ("subdistrict", "national"):  # these have one level each
        return _KINDS[body.kind]
    parts = [_LEVELS[body.level]] if body.level else []
    parts += [_KINDS[body.kind]] if body.kind else []
    return Text(zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts))

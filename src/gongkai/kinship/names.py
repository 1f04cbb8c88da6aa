"""A body's name taken apart, and whether two names mean one body: equal, different, or not to be told."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.kinship.organs import SHORT, WHOLE, ZONES
from gongkai.recognize.body import parted

__all__ = ["BodyName", "Match", "Verdict", "match", "parse"]

Verdict: TypeAlias = Literal["equal", "different", "ambiguous"]

# A territory without its name: 市教育局, 县人民政府. 市场, 市政 and 乡村 are words of their own.
_BARE = re.compile(
    r"自治[区州县旗]|省|市(?!场|政(?!府|务|协|法))|县(?!域|乡(?!村|镇))|区(?!域|划)|旗|州|盟|镇|乡(?!村|镇|土)|街道"
)
_ZONE = re.compile(
    r".{0,14}?(?:开发区|高新区|经开区|综保区|自贸区|保税区|园区|新区|示范区|试验区|度假区|名胜区|合作区|产业园)"
)
_LAST = re.compile(r"(?:局|委|厅|办|中心|院|处)$")


class BodyName(Struct, frozen=True):
    """A body's name taken apart.

    `places` are the territories it names, from the widest down, a zone last; `bare` is a territory that is named by
    its kind only (市 in 市教育局). `organs` are the full names that what follows may stand for, without 和 and with
    委 for 委员会; an empty one is the government's own. `words` is that part as it was written.
    """

    text: str
    places: tuple[str, ...]
    levels: tuple[str, ...]
    bare: str
    words: str
    organs: frozenset[str]

    @property
    def place(self) -> str:
        """The innermost territory; empty where none is named."""
        return self.places[-1] if self.places else ""

    @property
    def area(self) -> str:
        """The same for all names that could have the same innermost territory."""
        return "zone" if self.levels[-1:] == ("zone",) else self.place


class Match(Struct, frozen=True):
    """Whether two names mean one body, and why."""

    verdict: Verdict
    reason: Text


@lru_cache(maxsize=65536)
def parse(name: str) -> BodyName:
    """Take a name apart. Spaces, full-width forms and remarks in brackets do not count."""
    text = re.sub(r"\(.*?\)|\[.*?\]|〔.*?〕|\s", "", unicodedata.normalize("NFKC", name))
    # 南溪区人民政府南街街道办事处: the government whose office it is, between the two names of places.
    plain = re.sub(r"(?<=.)人民政府(?=.{1,8}街道(?:办|$))", "", text)
    steps, rest = parted(plain)
    if not steps:
        rest = plain  # a national body keeps the 国家 before its name
    bare = ""
    if not steps and (begins := _BARE.match(rest)):
        bare, rest = begins[0], rest[begins.end() :]
    places: list[str] = [place for _, place in steps]
    levels: list[str] = [level for level, _ in steps]
    if zone := _ZONE.match(rest):
        rest = rest[zone.end() :]
        places.append(zone[0])
        levels.append("zone")
    kind = levels[-1] if levels else ""
    subdistrict = (places[-1] if places else bare).endswith("街道")
    words = _words(rest, subdistrict=subdistrict, zone=kind == "zone")
    return BodyName(
        text=text,
        places=tuple(places),
        levels=tuple(levels),
        bare=bare,
        words=words,
        organs=_organs(words, province=kind == "province" or bare == "省"),
    )


def _words(rest: str, *, subdistrict: bool, zone: bool) -> str:
    """What is not a territory, in one spelling: empty for the territory's own government."""
    words = rest[:1] + re.sub(r"[和与及、]", "", rest[1:])
    words = words.replace("人民政府", "政府").replace("委员会", "委").replace("科学技术", "科技")
    words = re.sub(r"^政府(?=国有资产|外事|侨务)", "", words)
    words = WHOLE.get(words, words)
    if subdistrict and words in ("办", "办事处", "政府"):
        return ""
    if zone and words in ("管理委", ""):
        return "管理委"
    return "" if words in ("政府", "行政公署") else words


def _organs(words: str, *, province: bool) -> frozenset[str]:
    if words in ("政府办", "政府办公室", "政府办公厅"):
        if province:
            return frozenset(("政府办公厅" if words == "政府办" else words,))
        # Large cities have a 办公厅 where others have a 办公室.
        return frozenset(("政府办公室", "政府办公厅") if words == "政府办公厅" else ("政府办公室",))
    words = re.sub(r"办公室$", "办", words)
    if words in WHOLE:
        return frozenset((WHOLE[words],))
    last = _LAST.search(words)
    stem = words[: last.start()] if last else words
    end = last[0] if last else ""
    return frozenset(full + end for full in SHORT.get(stem, (stem,)))


_EQUAL: Verdict = "equal"
_SAME_WORDS = Text("名称相同", "the same name")
_SAME_BODY = Text("全称、简称是同一个机关", "full and short name of one body")
_OTHER_ORGAN = Text("不是同一个机关", "not the same organ")
_SHORT = Text("简称可以指几个机关", "the short name may mean several bodies")
_OTHER_PLACE = Text("不是同一个地方", "not the same place")
_NO_PLACE = Text("其中一个没有写明是哪个地方的", "one of them does not say of which place it is")
_OUTER_PLACE = Text("上级地名写得不一样，看不出是不是同一个地方", "the wider territories are not said alike")


def match(first: str, second: str) -> Match:
    """Whether two names mean one body. A renamed body is a different one: give it as an alias."""
    a, b = parse(first), parse(second)
    if a.text == b.text:
        return Match(_EQUAL, _SAME_WORDS)
    organ = _same_organ(a, b)
    if organ == "different":
        return Match(organ, _OTHER_ORGAN)
    place, why = _same_place(a, b)
    if place != "equal":
        return Match(place, why)
    return Match(organ, _SHORT if organ == "ambiguous" else _SAME_BODY)


def _same_organ(a: BodyName, b: BodyName) -> Verdict:
    if a.words == b.words:
        return "equal"
    if not a.organs & b.organs:
        return "different"
    return "equal" if len(a.organs) == len(b.organs) == 1 else "ambiguous"


def _same_place(a: BodyName, b: BodyName) -> tuple[Verdict, Text]:
    if not a.places and not b.places and (a.bare == b.bare or (a.bare and b.bare)):
        return ("equal", _SAME_BODY) if a.bare == b.bare else ("different", _OTHER_PLACE)
    if not a.places or not b.places:
        named, open_ = (a, b) if a.places else (b, a)
        if open_.bare and named.place and not named.place.endswith(open_.bare):
            return "different", _OTHER_PLACE
        return "ambiguous", _NO_PLACE
    inner = _same_name(a, b)
    if inner != "equal":
        return inner, _OTHER_PLACE if inner == "different" else _OUTER_PLACE
    one, other = set(a.places[:-1]), set(b.places[:-1])
    if one <= other or other <= one:
        return "equal", _SAME_BODY
    wider = dict(zip(a.levels[:-1], a.places[:-1], strict=True))
    for level, place in zip(b.levels[:-1], b.places[:-1], strict=True):
        if wider.get(level, place) != place:
            return "different", _OTHER_PLACE
    return "ambiguous", _OUTER_PLACE


def _same_name(a: BodyName, b: BodyName) -> Verdict:
    """Whether the innermost territories have one name; those of zones may be shortened."""
    if a.place == b.place:
        return "equal"
    if "zone" not in (a.levels[-1], b.levels[-1]):
        return "different"
    one, other = _zones(a.place), _zones(b.place)
    if one & other:
        return "equal" if len(one) == len(other) == 1 else "ambiguous"
    # 云川市高新区, 云川高新区: whether the place's name is the zone's is not said.
    ends = any(x.endswith(y) or y.endswith(x) for x in one for y in other)
    return "ambiguous" if ends else "different"


def _zones(name: str) -> frozenset[str]:
    for short, full in ZONES.items():
        if name.endswith(short):
            return frozenset(name.removesuffix(short) + each for each in full)
    return frozenset((name,))

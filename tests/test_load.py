"""What the configuration says of the body goes before what its name tells."""

from __future__ import annotations

from gongkai.bilingual import Text
from gongkai.config import Layer, merge
from gongkai.load import Loader
from gongkai.plugins import Catalogue
from gongkai.reader import Source
from gongkai.report import Body
from gongkai.report_json import encode
from gongkai.specimen import write_report


def test_the_configured_kind_and_level_are_the_report_s(catalogue: Catalogue) -> None:
    text = write_report(catalogue.standards["gkbg-2021"], agency="云川经济开发区管委会")
    plain = Loader(readers=catalogue.readers, standards=catalogue.standards)
    assert plain.load(Source("a.txt", text.encode())).body == Body("department", None)
    config = merge([Layer(Text("文件", "file"), {"body": "government", "level": "county"})]).config
    told = Loader(readers=catalogue.readers, standards=catalogue.standards, body=config.body, level=config.level)
    report = told.load(Source("a.txt", text.encode()))
    assert report.body == Body("government", "county")
    # The same for a report that comes as JSON, and one half alone leaves the other as it is read.
    half = Loader(readers=catalogue.readers, standards=catalogue.standards, level="city")
    assert half.load(Source("a.json", encode(report))).body == Body("government", "city")

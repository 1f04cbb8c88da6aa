"""What the configuration says of the body goes before what its name tells."""

from __future__ import annotations

from gongkai.config import parse_config
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
    config = parse_config('[body]\nkind = "government"\nlevel = "county"\n', "gongkai.toml")
    assert config is not None
    told = Loader(readers=catalogue.readers, standards=catalogue.standards, body=config.body)
    report = told.load(Source("a.txt", text.encode()))
    assert report.body == Body("government", "county")
    # The same for a report that comes as JSON, and one half alone leaves the other as it is read.
    half = Loader(readers=catalogue.readers, standards=catalogue.standards, body=Body(level="city"))
    assert half.load(Source("a.json", encode(report))).body == Body("government", "city")

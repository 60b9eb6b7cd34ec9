"""What fuzzing begins with: one small, whole example of each kind of input."""

import io
import json
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from reportedly.exchange import export_json
from reportedly.judging.plain import judged, plain_judgement
from reportedly.ledger import open_ledger
from reportedly.model import Anchor, Change, Judgement, Span
from tests import builders

PAGE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Norland shipped rockets - Harbour Courier</title>
<meta property="article:published_time" content="2031-03-04T09:00:00Z"><link rel="canonical" href="https://harbour.example/rockets">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Norland shipped rockets", "datePublished": "2031-03-04",
"author": [{"name": "A. Marin"}]}</script></head><body><nav><ul><li><a href="/">Home</a></li></ul></nav><article>
<h1>Norland shipped rockets to Sudovia</h1><p class="byline">By A. Marin</p><time datetime="2031-03-04">4 March 2031</time>
<p>Norland has shipped about 40 rockets to Sudovia, officials told the Harbour Courier on Monday.</p>
<figure><img src="a.jpg"><figcaption>A harbour.</figcaption></figure>
<p>\xe2\x80\x9cIt is not so,\xe2\x80\x9d the <a href="https://norland.example/ministry">ministry</a> said in a long statement.</p>
</article><footer>All rights reserved</footer></body></html>"""

FEED = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Courier</title><link>https://harbour.example/</link><ttl>60</ttl><item><title>Norland shipped rockets</title>
<link>https://harbour.example/rockets</link><guid isPermaLink="false">1</guid><pubDate>Tue, 04 Mar 2031 09:00:00 GMT</pubDate>
<description>&lt;p&gt;About 40.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Officials said so.</p>]]></content:encoded></item>
</channel></rss>"""

_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/rockets\r\nWARC-Date: 2031-03-04T09:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
    + str(len(_HTTP)).encode() + b"\r\n\r\n" + _HTTP + b"\r\n\r\n"
) * 2  # fmt: skip

MHTML = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbour.example/rockets\r\nSubject: Norland\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----part"\r\n\r\n------part\r\n'
    b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://harbour.example/rockets\r\n\r\n"
    + PAGE.replace(b"=", b"=3D") + b"\r\n------part--\r\n"
)  # fmt: skip

JSON_LINE = json.dumps({"url": "https://harbour.example/rockets", "outlet": "Harbour Courier", "date": "2031-03-04",
    "title": "Norland shipped rockets to Sudovia", "authors": ["A. Marin"], "text": builders.TEXT}).encode()  # fmt: skip

PACK = files("reportedly.packs").joinpath("incidents.yaml").read_bytes()

JUDGEMENT = json.dumps(
    plain_judgement(
        judged(
            Judgement(
                "", "stm-1", "correct", Change(speaker_name="officials", act="deny", source=(Span(0, 7),)), "An analyst",
                "2031-03-05T10:00:00.000+00:00", "as it stands there",
                Anchor(document="doc-1", uri="a.txt", spans=(Span(3, 9),), text="shipped"),
            )
        ),
        retracted=False,
    )
).encode()  # fmt: skip


def _ledger() -> bytes:
    with TemporaryDirectory() as folder, open_ledger(str(Path(folder) / "l.db"), create=True) as ledger:
        readings = [builders.reading("a.txt"), builders.reading("b.txt")]
        for reading in readings:
            ledger.add_reading(reading)
        ledger.put_story(builders.account(readings))
        out = io.StringIO()
        export_json(ledger, out, with_text=True)
        return out.getvalue().encode()


LEDGER = _ledger()

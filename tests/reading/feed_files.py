# ruff: noqa: E501 (feeds are data)
"""Feeds of every age, invented: the same two entries in each."""

from __future__ import annotations

WANTS = "Belmora wants a treaty on the flow of the Hadrun."
REFUSES = "Tarsenia refuses, and offers “cheap power” & a joint centre."
_ESCAPED = (
    "&lt;p&gt;Belmora wants a treaty on the flow of the Hadrun.&lt;/p&gt;&lt;p&gt;Tarsenia refuses, and "
    "offers &amp;ldquo;cheap power&amp;rdquo; &amp;amp; a joint centre.&lt;/p&gt;"
)
_CDATA = f"<![CDATA[<p>{WANTS}</p><p>Tarsenia refuses, and offers &ldquo;cheap power&rdquo; &amp; a joint centre.</p>]]>"
_XHTML = (
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>Belmora wants a treaty on the flow of the Hadrun.</p>'
    "<p>Tarsenia refuses, and offers “cheap power” &amp; a joint centre.</p></div>"
)

FEEDS = {
    "RSS 0.91 with its document type": '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS '
    '0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Basin Wire</title>'
    f"<language>en</language><item><title>Talks</title><link>https://x.example/1</link><description>{_ESCAPED}"
    "</description></item></channel></rss>",
    "RSS 0.92": '<rss version="0.92"><channel><title>Basin Wire</title><language>en</language><item><title>Talks</title>'
    f"<link>https://x.example/1</link><description>{_ESCAPED}</description></item></channel></rss>",
    "RSS 1.0": '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example">'
    "<title>Basin Wire</title><dc:language>en</dc:language></channel><item rdf:about='https://x.example/1'><title>Talks</title>"
    f"<link>https://x.example/1</link><description>{_ESCAPED}</description><dc:date>2025-03-05T00:30:00+03:00</dc:date>"
    "<dc:creator>Anna Reyl</dc:creator></item></rdf:RDF>",
    "RSS 0.90": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">'
    f"<channel><title>Basin Wire</title></channel><item><title>Talks</title><link>https://x.example/1</link><description>{_ESCAPED}"
    "</description></item></rdf:RDF>",
    "RSS 2.0 with CDATA": '<rss version="2.0"><channel><title>Basin Wire</title><language>en</language><item><title><![CDATA[Talks]]>'
    f"</title><link>https://x.example/1</link><description>{_CDATA}</description><pubDate>Wed, 05 Mar 2025 00:30:00 +0300"
    "</pubDate></item></channel></rss>",
    "RSS 2.0 with the whole text beside a summary": '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Basin Wire</title><item><title>Talks</title><link>https://x.example/1'
    f"</link><description>Belmora wants …</description><content:encoded>{_CDATA}</content:encoded><dc:creator>Anna Reyl</dc:creator>"
    "<pubDate>Wed, 05 Mar 2025 00:30 +0300</pubDate></item></channel></rss>",
    "Atom 0.3": '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Basin Wire</title><entry><title>Talks</title>'
    f'<link rel="alternate" type="text/html" href="https://x.example/1"/><issued>2025-03-05T00:30:00+03:00</issued><modified>'
    f'2025-03-09T10:00:00Z</modified><content type="text/html" mode="escaped">{_ESCAPED}</content></entry></feed>',
    "Atom 1.0 with XHTML": '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Basin Wire</title><entry><title type="html">'
    'Talks</title><link href="https://x.example/1"/><published>2025-03-05T00:30:00+03:00</published><updated>2025-03-09T10:00:00Z'
    f'</updated><author><name>Anna Reyl</name></author><content type="xhtml">{_XHTML}</content></entry></feed>',
    "Atom 1.0 with escaped HTML": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Basin Wire</title><entry><title>Talks</title>'
    '<link href="https://x.example/1"/><published>2025-03-05T00:30:00+03:00</published><summary>Belmora wants …</summary>'
    f'<content type="html">{_ESCAPED}</content></entry></feed>',
    "Atom 1.0 with a prefix": '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Basin Wire</a:title><a:entry><a:title>Talks</a:title>'
    '<a:link href="https://x.example/1"/><a:published>2025-03-05T00:30:00+03:00</a:published>'
    f'<a:content type="html">{_ESCAPED}</a:content></a:entry></a:feed>',
}

"""Finds broken links in a folder of rustdoc: links to a missing file or a missing heading."""

import html.parser
import pathlib
import sys
import urllib.parse

# rustdoc's own files, and links in documentation of tracing, which rustdoc copies into the page of every type.
NOT_OURS = ("static.files", "src", "search.desc", "dispatcher")


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.names = set(), set()
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and attributes.get("href"):
            self.links.add(attributes["href"])
        if attributes.get("id"):
            self.names.add(attributes["id"])


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    pages = {path: Page(path) for path in folder.rglob("*.html")}
    broken = set()
    for path, page in pages.items():
        for link in page.links:
            url = urllib.parse.urlsplit(link)
            target = (path.parent / urllib.parse.unquote(url.path)).resolve() if url.path else path
            if url.scheme or any(part in NOT_OURS for part in pathlib.PurePosixPath(url.path).parts):
                continue
            # Only the pages of this workspace are built here, so links to other crates have a scheme.
            if not target.exists():
                broken.add(f"{path.relative_to(folder)}: {link}")
            elif url.fragment and target in pages and url.fragment not in pages[target].names:
                broken.add(f"{path.relative_to(folder)}: {link}")
    print(f"{len(pages)} pages, {len(broken)} broken links", *sorted(broken), sep="\n")
    sys.exit(bool(broken))


main()

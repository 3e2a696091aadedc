"""HTML and texts of any size that take readers longer than their size says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Costly:
    """`prefix`, as many `unit`s as a size wants, and `suffix`."""

    name: str
    unit: str
    prefix: str = "<p>hello "
    suffix: str = "</p>"

    def of_size(self, size: int) -> str:
        """The text, of about `size` characters."""
        return self.prefix + self.unit * (size // len(self.unit)) + self.suffix


_ATTRIBUTES = " ".join(f"a{number}=''" for number in range(20_000))

COSTLY_HTML = (
    Costly("stray <", "<"),
    Costly("stray < in lines", "<\n"),
    Costly("escaped <", "&lt;"),
    Costly("characters as numbers", "&#60;"),
    Costly("signatures", "<div>--<br/>a</div>"),
    Costly("below a signature", "<p>a</p>", "<div>--<br>a</div>"),
    Costly("b not closed", "<b>"),
    Costly("p not closed", "<p>a"),
    Costly("href not closed", "<a href='"),
    Costly("tables in tables", "<table><tr><td>"),
    Costly("tables", "<table><tr><td>a</td></tr></table>"),
    Costly("blockquotes", "<blockquote>a</blockquote>"),
    Costly("blockquotes in blockquotes", "<blockquote>"),
    Costly("Gmail quotes", '<div class="gmail_quote">a</div>'),
    Costly("Gmail extras", '<div class="gmail_extra">a</div>'),
    Costly("Gmail signatures", '<div class="gmail_signature">a</div>'),
    Costly("Yahoo quotes", '<div class="yahoo_quoted">a</div>'),
    Costly("Outlook rules", '<hr id="stopSpelling"><div id="appendonsend"></div>'),
    Costly("line ends", "<br>"),
    Costly("closed only", "</div>"),
    Costly("attributes", _ATTRIBUTES, "<p ", ">a</p>"),
    Costly("attributes without values", "a b ", "<p ", ">a</p>"),
    Costly("elements of attributes", '<p a="" b="" c="" d="" e="">a</p>'),
    Costly("one attribute", "a", "<p title='", "'>a</p>"),
    Costly("encoding", "encoding='a ", "<p ", ">a</p>"),
    Costly("a style of one word", "a", "<p style='", "'>a</p>"),
    Costly("a style of url(", 'url("', "<p style='", "'>a</p>"),
    Costly("a style of expression(", "expression(", "<p style='", "'>a</p>"),
    Costly("a style of comments", "/*", "<p style='", "'>a</p>"),
    Costly("styles", "<style>a</style>b"),
    Costly("style not closed", "<style>"),
    Costly("a style sheet of comments", "/*", "<style>", "</style>a"),
    Costly("comments", "<!-- a -->"),
    Costly("comments not closed", "<!--"),
    Costly("conditional comments", "<!--[if mso]>a<![endif]-->"),
    Costly("conditions", "[if ", "<p><!--", "-->a"),
    Costly("CDATA", "<![CDATA["),
    Costly("instructions", "<?x "),
    Costly("Office's elements", "<o:p>a</o:p>"),
    Costly("Office's elements not closed", "<o:p "),
    Costly("unknown elements", "<x>a</x>b"),
    Costly("forms", "<form><input><button>a</button></form>"),
    Costly("bodies", "<body>a</body>"),
    Costly("a data: URI", "iVBORw0KGgo", "<img src='data:image/png;base64,", "'>a"),
    Costly("pictures", '<img src="cid:a@b.example">'),
    Costly("links", "<a href='https://a.example/b'>https://a.example/b</a> "),
    Costly("blanks", " "),
    Costly("blanks in lines", "a  \n"),
    Costly("quoted lines", "\nx\n&gt;a", "<pre>", "</pre>"),
    Costly("marks of Odoo", "<p data-o-mail-quote-container='1'>a</p>"),
)

COSTLY_TEXTS = (
    Costly("one line", "words ", "", ""),
    Costly("one word", "a", "https://", ""),
    Costly(">", ">", "", ""),
    Costly("lines of >", ">\n", "", ""),
    Costly("quotations and answers", "> a\nb\n", "", ""),
    Costly("signatures of a text", "-- \n", "", ""),
    Costly("empty lines", "\n", "a", ""),
    Costly("< of a text", "<", "", ""),
    Costly("blanks of a text", " ", "a", "a"),
)

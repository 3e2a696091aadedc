"""The history shows what is new in a mail; the rest is there, folded."""

import lxml.html

from .common import MailboxCase, mail

FIRST = "<first@customer.example>"
GMAIL = (
    '<div dir="ltr">The blue one.</div><div class="gmail_quote">'
    '<div class="gmail_attr">'
    "On Tue, Mar 5, 2024 at 10:12 AM Support &lt;support@acme.example&gt; wrote:</div>"
    '<blockquote class="gmail_quote">Which one?</blockquote></div>'
)
FORWARD = (
    "---------- Forwarded message ---------\nFrom: Carla <carla@customer.example>\n"
    "Subject: Chair\n\nIt is broken.\n"
)


def shown(html):
    """The words that Odoo's web client shows before a click."""
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    for element in tree.xpath("//*[@data-o-mail-quote]"):
        element.drop_tree()
    return " ".join(tree.text_content().split())


def whole(html):
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").text_content().split())


class TestQuotes(MailboxCase):
    def entry(self, raw):
        """The history entry of a mail, delivered and fetched."""
        return self.fetch_one(raw).mail_message_id

    def answer(self, body, **values):
        self.case_of(mail(message_id=FIRST))
        return self.entry(mail(body, In_Reply_To=FIRST, **values)).body

    def test_a_text_answer_shows_what_is_new_and_keeps_the_rest(self):
        body = self.answer(
            "The blue one.\n\nAm 05.03.24 um 10:12 schrieb Support:\n> Which one?\n"
        )
        self.assertEqual(shown(body), "The blue one.")
        self.assertEqual(
            whole(body),
            "The blue one.Am 05.03.24 um 10:12 schrieb Support:> Which one?",
        )

    def test_an_html_answer_shows_what_is_new_and_keeps_the_rest(self):
        body = self.answer("The blue one.", html=GMAIL)
        self.assertEqual(shown(body), "The blue one.")
        self.assertIn("Which one?", whole(body))

    def test_answers_between_quotations_show_what_they_answer(self):
        text = (
            "On 3/5/24 10:12, Support wrote:\n> Which?\n\nBlue.\n\n> Where?\n\nRome.\n"
        )
        body = self.answer(text)
        self.assertEqual(shown(body), "> Which?Blue.> Where?Rome.")

    def test_html_answers_between_quotations_show_what_they_answer(self):
        html = (
            "<p>On 3/5/24 10:12, Support wrote:</p><blockquote type='cite'>Which?"
            "</blockquote><p>Blue.</p><blockquote type='cite'>Where?</blockquote>"
            "<p>Rome.</p>"
        )
        body = self.answer("Blue. Rome.", html=html)
        self.assertEqual(shown(body), "Which?Blue.Where?Rome.")

    def test_a_plain_text_is_paragraphs_with_links_and_no_code_box(self):
        text = "The blue one, see https://shop.example/chair.\n\nJane\nAcme"
        self.assertEqual(
            self.answer(text).strip(),
            '<p dir="auto">The blue one, see <a href="https://shop.example/chair" '
            'target="_blank" rel="noopener noreferrer nofollow">'
            "https://shop.example/chair</a>.</p>"
            '<p dir="auto">Jane<br>Acme</p>',
        )

    def test_so_is_the_description_of_its_ticket(self):
        ticket = self.case_of(mail("It is broken.\n\nItem   Price\nChair  12.00"))
        tree = lxml.html.fromstring(f"<div>{ticket.description}</div>")
        self.assertEqual([child.tag for child in tree], ["p", "div"])
        self.assertEqual(tree[1].get("class"), "o_mailbox_columns")
        self.assertEqual(tree[1].text_content(), "Item   PriceChair  12.00")

    def test_an_answer_that_is_only_a_quotation_is_shown(self):
        body = self.answer("> Which one?\n> Regards\n")
        self.assertEqual(shown(body), "> Which one?> Regards")

    def test_a_forwarded_mail_that_makes_a_ticket_is_shown_whole(self):
        ticket = self.case_of(mail(f"See below.\n\n{FORWARD}", Subject="Fwd: Chair"))
        for html in (self.history(ticket).body, ticket.description):
            self.assertIn("It is broken.", shown(html))
        self.assertNotIn("toggleBlock", ticket.description)

    def test_a_description_folds_in_the_editor_s_own_form(self):
        ticket = self.case_of(mail("The blue one.", html=GMAIL))
        tree = lxml.html.fromstring(f"<div>{ticket.description}</div>")
        (block,) = tree.xpath("//*[@data-embedded='toggleBlock']")
        self.assertEqual(
            [part.text_content().strip() for part in block],
            [
                "Earlier messages",
                "On Tue, Mar 5, 2024 at 10:12 AM Support <support@acme.example> "
                "wrote:Which one?",
            ],
        )
        block.drop_tree()
        self.assertEqual(tree.text_content().strip(), "The blue one.")

    def test_a_fold_of_the_description_says_what_is_in_it(self):
        signed = "The blue one.\n\n-- \nJane Doe\nShop Ltd."
        self.assertEqual(self.fold_titles(signed), ["Signature"])
        quoted = f"{signed}\n\nOn 3/5/24 10:12, Support wrote:\n> Which?"
        self.assertEqual(self.fold_titles(quoted), ["Signature and earlier messages"])

    def test_it_does_so_in_the_mailbox_s_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"].search(
            [("name", "=", "helpdesk_mgmt_mailbox")]
        )._update_translations(["fr_FR"])
        self.mailbox.automatic_lang = "fr_FR"
        self.assertEqual(
            self.fold_titles("The blue one.\n\n> Which?"), ["Messages précédents"]
        )

    def fold_titles(self, text):
        ticket = self.case_of(mail(text))
        tree = lxml.html.fromstring(f"<div>{ticket.description}</div>")
        titles = tree.xpath("//*[@data-embedded-editable='title']")
        return [title.text_content().strip() for title in titles]

    def test_a_description_with_pictures_folds_too(self):
        html = f'<p><img src="cid:pic"></p>{GMAIL}'
        picture = ("pic", b"\x89PNG\r\n\x1a\n" + bytes(20), "chair.png")
        ticket = self.case_of(mail("See it.", html=html, inline=picture))
        self.assertIn("/web/image/", ticket.description)
        self.assertIn("toggleBlock", ticket.description)

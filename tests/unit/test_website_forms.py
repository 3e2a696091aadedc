"""Websites' forms: a machine sends for a person, who is the customer. What shops,
networks and other programs send stays theirs."""

import pytest
from kinds_kit import OWN, verdict, written

from tools.classification.classify import classify
from tools.classification.labelled_lines import labelled_senders
from tools.classification.website_forms import filled_form
from tools.mail.address import Address
from tools.mail.message import parse
from tools.quotes import visible_reply
from tools.reasons import because

ANN = "Ann Berg <ann@customer.example>"
FORM = ("human", "website-form")
NOTICE = "notification"


def form(
    body="The door is shut.", subject="x", sender="noreply@shop.example", **fields
):
    """Kind and rule of a mail with Ann in Reply-To."""
    return verdict(body, subject, sender, **{"Reply_To": ANN, **fields})


@pytest.mark.parametrize(
    "sender",
    [
        "noreply@shop.example",
        "wordpress@shop.example",
        "www-data@web3.host.example",
        "forms@shop.example",
        "webform@shop.example",
        "kontaktformular@shop.example",
        "apache@web.host.example",
        "Website <x1@shop.example>",
        "Kontaktformular <info@shop.example>",
        "Formulaire de contact <info@shop.example>",
        "help@desk.example",
    ],
)
def test_a_machine_that_names_a_person_in_reply_to(sender):
    subject = "Contact form" if sender.startswith("Website") else "No hot water"
    fields = {"X_Mailer": "PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)"}
    assert form(subject=subject, sender=sender, **fields) == FORM


@pytest.mark.parametrize(
    "subject",
    [
        "Contact form",
        "New submission from Contact us",
        "Website enquiry",
        "Neue Nachricht über das Kontaktformular",
        "Anfrage über Ihre Website",
        "Nouveau message depuis votre site",
        "Demande de contact",
        "Mensaje desde el sitio web",
        "Formulario de contacto",
        "Bericht via de website",
        "Contactformulier",
        "お問い合わせ",
    ],
)
def test_one_that_says_it_was_generated(subject):
    assert form(subject=subject, Auto_Submitted="auto-generated") == FORM


@pytest.mark.parametrize(
    "sentence",
    [
        "This e-mail was sent from a contact form on Shop (https://shop.example)",
        "Ann (not verified) sent a message using the contact form at shop.example.",
        "This is an enquiry email via https://shop.example from: Ann",
        "Diese E-Mail wurde über das Kontaktformular auf Shop gesendet",
        "Dieses Mail wurde von einem Kontaktformular von Shop versendet.",
        "Cet e-mail a été envoyé via le formulaire de contact de Shop",
        "Este mensaje se ha enviado desde un formulario de contacto en Shop",
        "Dit bericht is automatisch verzonden via het contactformulier op shop.example",
    ],
)
def test_a_sentence_of_a_form_outweighs_the_words_of_programs(sentence):
    body = f"Please do not reply to this e-mail.\n\nThe door is shut.\n-- \n{sentence}"
    found = form(body, "Your order is late", Auto_Submitted="auto-generated")
    assert found == FORM


def filled_in(people):
    return because("form_filled_in", form="noreply@shop.example", people=people)


def test_the_reason_names_the_form_and_the_person():
    raw = written("x", "Contact form", "noreply@shop.example", Reply_To=ANN)
    found = classify(parse(raw))
    assert found.reason == because(
        "form_reply_to", form="noreply@shop.example", person="ann@customer.example"
    )


def test_the_person_of_a_labelled_line():
    body = "New submission.\nName: Ann\nE-mail: ann@customer.example\nMessage: Help!"
    sender = "noreply@shop.example"
    assert verdict(body, "Contact form", sender) == FORM
    found = verdict(body, "Contact form", sender, Auto_Submitted="auto-generated")
    assert found == FORM
    raw = written(body, "Contact form", sender, Reply_To=sender)
    assert classify(parse(raw)).reason == filled_in("ann@customer.example")


def test_whom_a_form_names():
    body = "Name: Bea\nE-mail: bea@customer.example\nMessage: Help!"
    raw = written(body, "Contact form", "noreply@shop.example", Reply_To=ANN)
    found = filled_form(parse(raw), OWN)
    assert found.answers == Address("Ann Berg", "ann@customer.example")
    assert found.filled_in == (Address("Bea", "bea@customer.example"),)
    nobody = filled_form(parse(written("x", "y", "noreply@shop.example")))
    assert (nobody.answers, nobody.filled_in) == (None, ())


def test_a_labelled_line_alone_is_no_form():
    body = "New user.\nUsername: ann\nEmail: ann@customer.example"
    found = verdict(body, "x", "cron@shop.example", Auto_Submitted="auto-generated")
    assert found[0] == NOTICE


def test_a_labelled_line_is_enough_where_the_mailbox_names_the_sender():
    body = "Ann wrote.\nEmail: ann@customer.example\nThe door is shut."
    raw = written(body, "x", "site@shop.example", Auto_Submitted="auto-generated")
    assert classify(parse(raw), OWN).kind == NOTICE
    assert classify(parse(raw), OWN, is_named_form=True).rule == "website-form"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("[Shop] New order #17", "You've received the following order from Ann Berg:"),
        ("[Shop]: You've got a new order: #17", "Product, Quantity"),
        ("Order #1001 placed by Ann Berg", "Hello"),
        ("New Order # 100000017", "Hello"),
        ("Neue Bestellung (#17) - 3. Mai", "Sie haben folgende Bestellung erhalten:"),
        ("Shop", "Du hast eine neue Bestellung von Ann Berg erhalten:"),
        ("Nouvelle commande client (17)", "Vous avez reçu la commande suivante"),
        ("Nuevo pedido: #4010", "Has recibido el siguiente pedido de Ann:"),
        ("Nieuwe bestelling: #17", "Je hebt de volgende bestelling ontvangen van Ann"),
        ("Payment received", "Ann paid 17 Euro."),
        ("Invoice #17 paid", "x"),
    ],
)
def test_a_shop_s_order_is_its_own(subject, body):
    lines = f"{body}\n\nAnn Berg\nEmail: ann@customer.example\nTotal: 17"
    for sender in ("noreply@shop.example", "wordpress@shop.example"):
        assert form(lines, subject, sender) == (NOTICE, "shop-order")
    raw = written(lines, subject, "wordpress@shop.example", Reply_To=ANN)
    assert classify(parse(raw), is_named_form=True).kind == NOTICE


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Order 17 is late", "I have placed an order two weeks ago."),
        ("New order", "Please send five boxes."),
        ("Re: [Shop] New order #17", "It did not come."),
        ("Neue Bestellung?", "Haben Sie meine Bestellung erhalten?"),
        ("Rechnung 17 ist falsch", "Die Zahlung ist schon eingegangen."),
        ("Ma commande", "Avez-vous reçu la commande 17 ?"),
        ("Mi pedido", "¿Han recibido mi pedido?"),
        ("Mijn bestelling", "Ik heb mijn bestelling niet ontvangen."),
    ],
)
def test_a_customer_asks_about_an_order(subject, body):
    assert form(body, subject)[0] == "human"
    assert form(body, subject, "wordpress@shop.example") == FORM


def test_an_order_that_came_by_a_form_is_a_person_s():
    body = "Send five.\n-- \nThis e-mail was sent from a contact form on Shop"
    assert form(body, "New order #17") == FORM


def test_an_order_to_many_is_no_notice_of_a_shop():
    found = form("x", "New order #17", List_Id="<orders.shop.example>")
    assert found == ("list", "list-field")


@pytest.mark.parametrize(
    "reply_to",
    [
        "reply+AAB17CDE@reply.network.example",
        "notification+kr4x@network.example",
        "issue-17-abcdef99@tracker.example",
        "support+id1234@desk.example",
        "ann=customer.example@relay.example",
        "c0ffee17c0ffee17c0ffee17@relay.example",
        "conversation-1a2b3c@relay.example",
        "case+17x9@relay.example",
        "x+0123456789abcdef@relay.example",
        "2b7k91x55q0z3@market.example",
        "ann@reply.network.example",
        "team@lists.network.example",
        "no-reply@other.example",
        "support@network.example",
        "kundenservice@mail.network.example",
        "help@desk.example",
        "notifications@network.example",
        "Nobody",
    ],
)
def test_no_person_in_reply_to(reply_to):
    found = verdict("News", "x", "noreply@network.example", Reply_To=reply_to)
    assert found == (NOTICE, "program-address")
    fields = {"Auto_Submitted": "auto-generated", "Reply_To": reply_to}
    found = verdict("News", "x", "site@network.example", **fields)
    assert found == (NOTICE, "auto-generated")


@pytest.mark.parametrize(
    "address",
    [
        "nora1985@mail.example",
        "m-schneider@mail.example",
        "r_johnson@mail.example",
        "re.niemann@mail.example",
        "nora+shop2024@mail.example",
        "123456789@mail.example",
        "13912345678@mail.example",
        "ann@in.college.example",
        "case-lambert@mail.example",
        "a1b2@mail.example",
        "info@tiny.example",
    ],
)
def test_addresses_that_people_have(address):
    assert form(Reply_To=address) == FORM


def test_two_people_in_reply_to_are_no_form_s():
    found = verdict(
        "x", "Hello", "noreply@shop.example", Reply_To=f"{ANN}, bob@customer.example"
    )
    assert found == ("human", "no-rule")


def test_the_sender_in_reply_to_too():
    both = f"{ANN}, site@shop.example"
    fields = {"Reply_To": both, "Auto_Submitted": "auto-generated"}
    assert verdict("x", "y", "site@shop.example", **fields)[0] == NOTICE


def test_a_company_s_desk_fills_in_a_form():
    found = verdict("Help", "x", "noreply@shop.example", Reply_To="info@tiny.example")
    assert found == FORM


def test_of_one_organisation_only_where_words_say_that_it_is_a_form():
    sender, colleague = "noreply@www.shop.co.uk", "ann@shop.co.uk"
    fields = {"Reply_To": colleague, "Auto_Submitted": "auto-generated"}
    assert verdict("x", "y", sender, **fields)[0] == NOTICE
    assert verdict("x", "Contact form", sender, **fields) == FORM


@pytest.mark.parametrize(
    "fields",
    [
        {"In_Reply_To": "<a@x.example>"},
        {"References": "<a@x.example>"},
        {"List_Id": "<l.x.example>"},
        {"X_Bugzilla_Reason": "CC"},
        {"subject": "Please moderate: “Doors”"},
        {"body": 'A new comment on the post "Doors" is waiting for your approval'},
        {"body": "Neuer Kommentar zum Beitrag „Türen“"},
        {"subject": "Backup report"},
        {"subject": "Anna shared a file"},
    ],
)
def test_what_another_machine_sends(fields):
    found = form(Auto_Submitted="auto-generated", **fields)
    assert found[1] != "website-form"


def test_an_invitation_by_a_service():
    raw = written("x", "Visit", "noreply@calendar.example", Reply_To=ANN)
    raw = raw.replace(b"text/plain; charset=utf-8", b"text/calendar; method=REQUEST")
    assert classify(parse(raw)).rule != "website-form"


def test_a_buyer_whom_a_marketplace_hides():
    body = "Message from the buyer:\nThe lamp has a scratch."
    fields = {"Reply_To": "2b7k91x55q0z3@market.example"}
    assert verdict(body, "Question", "noreply@market.example", **fields)[0] == "human"


def test_who_writes_by_mail_program_is_no_form():
    assert verdict(Reply_To="bob@other.example") == ("human", "no-rule")
    mailer = {"X_Mailer": "PHPMailer", "Reply_To": "bob@other.example"}
    assert verdict(**mailer) == ("human", "no-rule")
    assert verdict(sender="Nobody at all", Reply_To=ANN) == ("human", "no-rule")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", None),
        ("E-Mail:", None),
        ("E-Mail: none", None),
        ("E-Mail: a@x.example, b@x.example", None),
        ("Please write by email: to us", None),
        ("See https://x.example/@ann: ann@x.example", None),
        ("E-Mail: ann@x.example", "ann@x.example"),
        ("Name: Ann Berg\nE-Mail: Ann@X.example", "Ann Berg <ann@x.example>"),
        ("Vorname: Ann\nNachname: Berg\nE-Mail-Adresse:\nann@x.example", "Ann Berg <>"),
        ("Prénom : Ann\nAdresse e-mail : ann@x.example", "Ann <ann@x.example>"),
        ("Correo electrónico: ann@x.example\nNombre: Ann", "Ann <ann@x.example>"),
        ("Naam | Ann\nE-mailadres | ann@x.example", "Ann <ann@x.example>"),
        ("Your Email (required)\tann@x.example", "ann@x.example"),
        ("*Email*: [ann@x.example](mailto:ann@x.example)", "ann@x.example"),
        ("From: Ann Berg <ann@x.example>\nSubject: x", "Ann Berg <ann@x.example>"),
        ("x\n" * 1000 + "Email: ann@x.example", "ann@x.example"),
        ("x\n" * 1000 + "Email: ann@x.example\n" + "x\n" * 1000, None),
        ("x" * 300_000 + "\nEmail: ann@x.example", "ann@x.example"),
    ],
)
def test_labelled_lines(text, found):
    senders = labelled_senders(text)
    name, _angle, email = (found or "").rpartition(" <")
    if found is None:
        assert senders == ()
    else:
        (sender,) = senders
        assert sender.name == name
        assert sender.email == (email.rstrip(">") or "ann@x.example")


FREE = "The door is shut.\nIt was open.\nWhy?\nPlease answer.\nThanks\n"


@pytest.mark.parametrize(
    "text",
    [
        f"From: ann@x.example\nMessage:\nE-Mail: eve@x.example\n{FREE}",
        f"From: ann@x.example\n{FREE}E-Mail: eve@x.example\n{FREE}",
        f"New message:\n\nName:\nAnn\nYour Email:\nann@x.example\nMessage body:\n"
        f"{FREE}\nE-Mail: eve@x.example\nMail:\neve@x.example\n{FREE}",
        f"{FREE}E-Mail: eve@x.example\n{FREE}Sender: ann@x.example\nPhone: 1\n\n-- \n"
        "This e-mail was sent from a contact form on Shop",
        f"{FREE}From: eve@x.example\n{FREE}Phone: 1\nE-Mail: ann@x.example",
    ],
)
def test_a_label_in_a_visitor_s_words_does_not_beat_the_form_s_own(text):
    assert [each.email for each in labelled_senders(text)] == ["ann@x.example"]


@pytest.mark.parametrize(
    "text",
    [
        "Email: ann@x.example\nMessage:\nEmail: eve@x.example",
        f"Email: ann@x.example\nMessage: x\n{FREE}Email: eve@x.example\n{FREE}",
        f"{FREE}E-Mail: eve@x.example\n{FREE}Name: Ann\nE-Mail: ann@x.example",
        f"E-Mail: ann@x.example\nMessage:\n{FREE}Phone: 1\nMail: eve@x.example",
        f"{FREE}E-Mail: ann@x.example\n{FREE}Mail: eve@x.example\n{FREE}",
        "From: eve@x.example\nEmail: ann@x.example",
    ],
)
def test_two_addresses_that_nobody_can_tell_apart_are_both_named(text):
    assert [each.email for each in labelled_senders(text)] == [
        "ann@x.example",
        "eve@x.example",
    ]


def test_the_name_of_the_form_s_own_lines_comes_first():
    text = f"{FREE}Name: Eve\n{FREE}Name: Ann\nE-Mail: ann@x.example"
    assert labelled_senders(text) == (Address("Ann", "ann@x.example"),)


def test_whoever_cannot_have_filled_in_a_form_is_no_other_person():
    """The sender, a machine and we ourselves, whom a visitor or a template names."""
    body = (
        f"E-Mail: ann@customer.example\n{FREE}E-Mail: {next(iter(OWN))}\n"
        f"E-Mail: noreply@shop.example\nE-Mail: site@shop.example\n{FREE}"
    )
    found = filled_form(parse(written(body, "Contact form", "site@shop.example")), OWN)
    assert [each.email for each in found.filled_in] == ["ann@customer.example"]


def test_the_reason_names_all_whom_the_text_names():
    body = "Email: ann@customer.example\nMessage:\nEmail: eve@customer.example"
    raw = written(body, "Contact form", "noreply@shop.example")
    people = "ann@customer.example, eve@customer.example"
    assert classify(parse(raw)).reason == filled_in(people)


def test_the_cells_of_a_table():
    html = (
        "<table><tr><th>Name</th><td>Ann</td></tr><tr><td>E-Mail-Adresse</td><td>"
        '<a href="mailto:ann@customer.example">ann@customer.example</a></td></tr>'
        "</table>"
    )
    raw = written(html, "Kontaktformular", "noreply@shop.example")
    raw = raw.replace(b"text/plain", b"text/html")
    found = classify(parse(raw))
    assert found.reason == filled_in("ann@customer.example")


def test_what_stands_in_two_cells_is_no_one_word_in_a_preview():
    html = (
        "<table><tr><th>Name</th><td>Ann</td><td><i>Berg</i></td></tr>"
        "<tr><td>Door</td><td>shut</td></tr></table><table><td>1<td>2</table>"
    )
    raw = written(html, "Contact form", "noreply@shop.example")
    found = visible_reply(parse(raw.replace(b"text/plain", b"text/html")))
    assert found == "Name Ann Berg\nDoor shut\n1 2"


@pytest.mark.parametrize(
    "value", ["a@b@c.example", "a,b@c.example", '"a"b"@c.example', "(a)b@c.example"]
)
def test_a_labelled_address_that_may_be_the_end_of_another_is_none(value):
    assert labelled_senders(f"Name: Ann\nE-Mail: {value}\nMessage: Hello") == ()

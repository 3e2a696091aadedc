"""Notices and acknowledgements that are known by several weak signs, and people whose
mail has some of them."""

import pytest
from kinds_kit import judged, verdict, written

from tools.classification.classify import classify
from tools.mail.message import parse
from tools.reasons import because

HUMAN = ("human", "no-rule")
NOTICE = ("notification", "weighed-notice")
ACKNOWLEDGED = ("auto_reply", "acknowledgement")
SHOP = "Example Shop <info@shop.example>"
RAILS = "<65a1b2c3d4e5f_1a2b3fd4c5d6e7@web-1.mail>"
RESET = "Use this link: https://shop.example/reset?token=4b2f"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Password", "Your password has been changed. " + RESET),
        ("Passwort", "Um Ihr Passwort zurückzusetzen, klicken Sie hier. " + RESET),
        ("Mot de passe", "Pour réinitialiser votre mot de passe: " + RESET),
        (
            "Contraseña",
            "Haga clic en el siguiente enlace. Su contraseña ha sido " + RESET,
        ),
        ("Senha", "Clique no link abaixo para redefinir sua senha. " + RESET),
        ("Password", "Clicca qui per reimpostare la password. " + RESET),
        (
            "Wachtwoord",
            "Klik op de volgende link. Uw wachtwoord is gewijzigd. " + RESET,
        ),
        ("Salasana", "Salasanasi on vaihdettu. " + RESET),
        ("Hasło", "Kliknij poniższy link, aby zresetować hasło. " + RESET),
        ("Heslo", "Pro obnovení hesla klikněte na následující odkaz. " + RESET),
        ("Пароль", "Для смены пароля перейдите по ссылке. " + RESET),
        ("Şifre", "Şifrenizi sıfırlamak için tıklayınız. " + RESET),
        ("密码", "请点击以下链接来修改您的密码: " + RESET),
        (
            "パスワード",
            "パスワードを再設定するには、リンクをクリックしてください。 " + RESET,
        ),
        ("비밀번호", "비밀번호를 재설정하려면 링크를 클릭하세요. " + RESET),
        ("Order 7", "Thank you for your order. " + RESET),
        ("Task", "Bug 7 has been assigned to you. " + RESET),
        ("Aufgabe", "Ihnen wurde ein Ticket zugewiesen. " + RESET),
    ],
)
def test_a_role_a_programs_id_a_link_and_words(subject, body):
    assert verdict(body, subject, SHOP, Message_ID=RAILS) == NOTICE


def test_the_reason_names_each_sign():
    raw = written("Thank you for your order. " + RESET, "Hi", SHOP, Message_ID=RAILS)
    assert classify(parse(raw)).reason == because(
        "signs",
        signs=(
            because("programs_id"),
            because("from_function", address="info@shop.example"),
            because("own_link"),
            because("link_into", host="shop.example"),
            because("says", said="thank you for your order"),
            because("says", said="use this link"),
            because("says", said="your order"),
        ),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"Message_ID": "<1604390400.12.1604390400123@app.shop.example>"},
        {"Message_ID": "<0123456789abcdef0123456789abcdef@www.shop.example>"},
        {"Message_ID": "<20261103101500.5A4B3C2D1E@web.shop.example>"},
        {"Received": "by web.shop.example (Postfix, from userid 33)\n id 4F; x"},
        {"Return_Path": "<bounce-77-anna=desk.example@m.shop.example>"},
        {"X_Mailer": "PHPMailer 6.8"},
        {"Reply_To": "no-reply@shop.example"},
    ],
)
def test_each_sign_of_the_way_is_enough(fields):
    body = "Thank you for your order. Order summary: one lamp. " + RESET
    assert verdict(body, "Hi", SHOP, **fields) == NOTICE


def test_a_boundary_of_a_program_is_a_sign_of_the_way():
    raw = (
        "From: Shop <shop@shop.example>\nSubject: Your order 7\n"
        'Content-Type: multipart/mixed; boundary="----=_Part_7_8.1604390400123"\n\n'
        "------=_Part_7_8.1604390400123\n\nThank you for your order.\n"
        "------=_Part_7_8.1604390400123--\n"
    )
    assert judged(raw.encode()) == NOTICE


def test_a_table_of_links_is_a_sign_of_the_form():
    raw = (
        "From: Anna <a@shop.example>\nMessage-ID: <7.8.1604390400123@shop.example>\n"
        "Subject: Your order 7\nContent-Type: text/html\n\n<table><tr><td>"
        + '<a href="https://shop.example">Thank you for your order</a>' * 3
        + "</td></tr></table>"
    )
    assert judged(raw.replace("<7.", "<7777.").encode()) == NOTICE


@pytest.mark.parametrize(
    ("sender", "body"),
    [
        (
            "info@shop.example",
            "This is an automated message. Thank you for your order.",
        ),
        (
            "Shop <x@shop.example>",
            "Do not reply. Your parcel will arrive: your order is",
        ),
    ],
)
def test_nothing_of_the_way_but_words_that_explain_the_mail(sender, body):
    assert verdict(body, "Hello", sender) == NOTICE


def test_labelled_lines_of_a_program():
    body = "A new item was checked out\nName: Laptop\nTag: 7\nSerial: 8\nDate: 9"
    assert verdict(body, "Item", "admin@x.example", Message_ID=RAILS)[0] == "human"
    body += "\nThis is an automated message."
    assert verdict(body, "Item", "admin@x.example", Message_ID=RAILS) == NOTICE


@pytest.mark.parametrize(
    ("sender", "fields"),
    [
        ("Anna Shopper <anna.shopper@customer.example>", {"Message_ID": RAILS}),
        (SHOP, {"Message_ID": RAILS, "X_Mailer": "Microsoft Outlook 16.0"}),
        (SHOP, {"Message_ID": RAILS, "Thread_Index": "Ad"}),
        (
            SHOP,
            {"Message_ID": "<DB7PR01MB4567ABCDEF0123456789@x.eur.prod.outlook.com>"},
        ),
        (SHOP, {"Message_ID": "<0123456789abcdef0123456789abcdef@shop.example>"}),
        (SHOP, {"Return_Path": "<prvs=1234abcd=info@shop.example>"}),
        (SHOP, {"Return_Path": "<SRS0=a=b=shop.example=first.last@relay.example>"}),
        (SHOP, {}),
        ("anna@shop.example", {"Message_ID": RAILS}),
    ],
)
def test_a_persons_name_or_program_outweighs_words(sender, fields):
    body = "Your order has been sent today, the invoice comes by post."
    assert verdict(body, "Your order 7", sender, **fields) == HUMAN


@pytest.mark.parametrize(
    "body",
    [
        "I ordered a lamp, your invoice 7 is in another currency.",
        "Ihre Rechnung 7 ist falsch.",
        "Votre facture est incorrecte.",
        "Uw factuur is onjuist.",
        "Your invoice is wrong.",
        "Your invoice has come. When is it due?",
        "Ihre Bestellung ist bei mir angekommen.",
        "Your order has come.\nName: Anna\nE-Mail: anna@customer.example\nTel: 1",
    ],
)
def test_who_speaks_of_himself_complains_or_asks_is_a_person(body):
    sender = "info@customer.example"
    assert verdict(body, "Your order 7", sender, Message_ID=RAILS) == HUMAN


def test_a_calendars_invitation_is_a_persons():
    raw = (
        f"From: {SHOP}\nMessage-ID: {RAILS}\nSubject: Your booking\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nYour order is sent: "
        f"{RESET}\n--b\nContent-Type: text/calendar; method=REQUEST\n\n"
        "BEGIN:VCALENDAR\n--b--\n"
    )
    assert judged(raw.encode()) == HUMAN


def test_a_newsletter_or_a_list_is_no_notice_by_its_weight():
    fields = {"Message_ID": RAILS, "sender": SHOP}
    body = "Use this link. Welcome to our shop. To unsubscribe click here. " + RESET
    assert verdict("This is an automated message. " + body, "Hi", **fields)[0] == "list"
    body = "Your order has been shipped. " + body
    assert verdict(body, "Your order 7", **fields) == NOTICE
    assert verdict(body, "Your order 7", List_Id="<l.x>", **fields)[0] == "list"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Request received", "A request for support has been created: 17."),
        ("Eingangsbestätigung", "Das Ticket 17 wurde eröffnet."),
        ("Accusé de réception", "Votre demande 17 a été enregistrée."),
        ("Hemos recibido su mensaje", "Su solicitud 17 ha sido registrada."),
        ("Conferma di ricezione", "La richiesta 17 è stata registrata."),
        ("Ontvangstbevestiging", "Uw verzoek 17 is ontvangen."),
        ("Potwierdzenie przyjęcia", "Zgłoszenie 17 zostało zarejestrowane."),
        ("Ваша заявка", "Заявка 17 зарегистрирована."),
        ("受付完了", "お問い合わせを受付いたしました。"),
    ],
)
def test_an_acknowledgement_of_a_ticket(subject, body):
    sender = "support@other.example"
    assert verdict(body, subject, sender) == ACKNOWLEDGED
    fields = {"sender": sender, "In_Reply_To": "<a@desk.example>"}
    assert verdict(body, "[#17] Printer", **fields) == ACKNOWLEDGED


def test_thanks_for_a_mail_are_an_acknowledgement_where_a_program_sent_them():
    body = "Thank you for contacting us."
    subject, sender = "Message received", "support@other.example"
    assert verdict(body, subject, sender) == HUMAN
    assert verdict(body, subject, sender, Message_ID=RAILS) == ACKNOWLEDGED


@pytest.mark.parametrize(
    ("sender", "fields", "more"),
    [
        ("Anna Lee <anna.lee@other.example>", {"Message_ID": RAILS}, ""),
        ("support@other.example", {"List_Id": "<l.x>"}, ""),
        ("support@other.example", {"Reply_To": "anna@other.example"}, ""),
        ("support@other.example", {}, "\nE-Mail: anna@customer.example"),
        ("support@other.example", {}, " I will have a look at it."),
    ],
)
def test_a_person_who_says_that_a_ticket_was_made(sender, fields, more):
    body = "Your request has been created as 17." + more
    found = verdict(body, "Request received", sender, **fields)
    assert found[0] in ("human", "list")


def test_who_advertises_sends_no_notice_by_its_weight():
    sender, body = "deals@shop.example", "Thank you for your order. " + RESET
    assert verdict(body, "Your order 7", sender, Message_ID=RAILS) == HUMAN

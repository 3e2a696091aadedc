"""Absences that come without any field, under our own subject: nothing but an absence
is a program's, a word on the matter a person's."""

import pytest
from kinds_kit import judged, verdict, written

ABSENCE = ("auto_reply", "whole-absence")
SENDER = "Nora Berg <nora@customer.example>"
ANSWER = {"In_Reply_To": "<our-1@desk.example>"}


def answered(body, subject="Re: Ticket", **fields):
    """The verdict on what Nora Berg's mailbox answers to our mail."""
    return verdict(body, subject, SENDER, **{**ANSWER, **fields})


# An absence with two of: its end, somebody else to ask, that nobody reads the mail.
ABSENCES = [
    "Hello,\n\nthank you for your email. I am currently on parental leave and will be "
    "back on 4 January. Your message will not be forwarded.\n\nNora",
    "Thanks for your email. I'm on annual leave, returning Monday 16 November. If "
    "urgent, please contact Tom on 0123.\n\nBest regards\nNora Berg",
    "I no longer work for Customer Ltd. Please direct your enquiries to "
    "info@customer.example. This mailbox is not monitored.",
    "Hi! Our office is closed from 24 December to 2 January. We will answer your "
    "message when we are back.",
    "Guten Tag,\n\nvielen Dank für Ihre E-Mail. Ich bin erst am 16.11.2026 wieder "
    "erreichbar. In dringenden Fällen wenden Sie sich bitte an meine Vertretung, Herrn "
    "Meier.\n\nMit freundlichen Grüßen\nNora Berg",
    "Ich befinde mich bis einschließlich 16.11.2026 in Elternzeit. Ihre Nachricht wird "
    "nicht gelesen. Bitte wenden Sie sich an info@customer.example.",
    "Unser Betrieb macht vom 24.12. bis 2.1. Betriebsferien. E-Mails werden erst "
    "danach bearbeitet.",
    "Bonjour,\n\nJe suis en congés jusqu'au 16 novembre inclus. Vos messages ne seront "
    "pas lus pendant cette période. En cas d'urgence, contactez "
    "accueil@customer.example.\n\nCordialement",
    "Estoy de vacaciones hasta el 16 de noviembre. Para temas urgentes, contacte con "
    "info@customer.example.",
    "Estou de férias até 16 de novembro. Em caso de urgência, contacte "
    "info@customer.example.",
    "Sono in ferie fino al 16 novembre con accesso limitato alla posta. Per urgenze "
    "scrivere a info@customer.example.",
    "Ik ben met vakantie tot 16 november en lees mijn e-mail niet. Voor dringende "
    "zaken kunt u mailen naar info@customer.example.",
    "Jag är på semester till och med 16 november. Vid brådskande ärenden kontakta "
    "info@customer.example.",
    "Jeg har ferie til og med 16. november. Ved hastesager kontakt "
    "info@customer.example.",
    "Jeg er på ferie til 16. november. Ved presserende henvendelser kontakt Kari "
    "Nordmann.\n\nVennlig hilsen\nNora",
    "Olen lomalla 16. marraskuuta asti. Kiireellisissä asioissa ottakaa yhteyttä "
    "info@customer.example.",
    "Dziękuję za wiadomość. Jestem na urlopie do 16.11. W pilnych sprawach proszę o "
    "kontakt z Janem.",
    "Dobrý den, do 16. listopadu mám dovolenou. V naléhavých případech kontaktujte "
    "info@customer.example.",
    "Szabadságon vagyok november 16-ig. Sürgős esetben forduljon az "
    "info@customer.example címhez.",
    "Sunt în concediu până pe 16 noiembrie. În caz de urgență vă rog contactați "
    "info@customer.example.",
    "16 Kasım tarihine kadar yıllık izindeyim. Acil durumlarda info@customer.example "
    "adresinden iletişime geçebilirsiniz.",
    "Я нахожусь в отпуске до 16 ноября. По срочным вопросам обращайтесь к Ивану.",
    "Я у відпустці до 16 листопада. З термінових питань звертайтесь "
    "info@customer.example.",
]


@pytest.mark.parametrize("body", ABSENCES)
def test_an_answer_that_is_nothing_but_an_absence_is_a_programs(body):
    assert answered(body) == ABSENCE


@pytest.mark.parametrize("body", ABSENCES)
def test_the_same_absence_is_a_persons_when_a_sentence_on_the_matter_follows(body):
    for more in ("The printer still does not work.", "Der Drucker druckt wieder."):
        assert answered(f"{body}\n{more}")[0] == "human"
        assert answered(f"{more}\n{body}")[0] == "human"


# People who are away and write of the matter, ask or want something.
PEOPLE = [
    "I am away until Monday, please send the replacement to my colleague.",
    "I am on holiday until 4 January. The printer still does not work.",
    "I am on leave until 4 January. If urgent, please contact Tom about the invoice.",
    "I'm out of the office until Monday. Please call Tom on 0123.",
    "I am away until Monday. It is urgent, please contact me on my mobile.",
    "I am away until Monday. Please reply to my colleague tom@customer.example.",
    "I am away until Monday. If urgent, call Tom. Can you come on Tuesday?",
    "I am on holiday until 4 January.",
    "Thank you for your email. I am away until Monday.",
    "I am away until Monday. Please do not close the ticket. If urgent contact Tom.",
    "The mailbox is not working. I am on leave until Monday. If urgent contact Tom.",
    "I will be back on Monday, so the technician can come then.",
    "Our office is closed until Monday. In urgent cases please contact the warehouse.",
    "Ich bin bis Montag im Urlaub. Bitte senden Sie den Drucker an meinen Kollegen.",
    "Ich bin bis 4. Januar im Urlaub. Der Fehler ist noch da.",
    "Ich bin bis Montag im Urlaub. In dringenden Fällen wenden Sie sich bitte an Herrn "
    "Meier, er kennt das Gerät.",
    "Ich bin bis Montag im Urlaub. Bitte antworten Sie meinem Kollegen unter "
    "info@customer.example, in dringenden Fällen telefonisch.",
    "Wir haben bis Montag Betriebsferien. Die Lieferung bitte erst danach.",
    "Je suis en congés jusqu'au 16 novembre. Livrez la pièce après mon retour.",
    "Je suis absent jusqu'à lundi. Merci de répondre à ma collègue, en cas d'urgence "
    "contactez info@customer.example.",
    "Estoy de vacaciones hasta el lunes. La impresora sigue sin funcionar.",
    "Estoy de vacaciones hasta el 16. Para temas urgentes contacte con Juan, él tiene "
    "la factura.",
    "Estou de férias até segunda-feira. A encomenda não chegou.",
    "Sono in ferie fino al 16 novembre. Il pezzo è arrivato rotto.",
    "Ik ben met vakantie tot 16 november. De printer doet het nog niet.",
    "Ik ben met vakantie tot maandag. Voor dringende zaken mail Jan, hij heeft de "
    "sleutel.",
    "Jag är på semester till måndag. Skrivaren är fortfarande trasig.",
    "Jeg har ferie til mandag. Send venligst delen til min kollega.",
    "Jeg er på ferie til mandag. Skriveren virker ikke.",
    "Olen lomalla maanantaihin asti. Tulostin on edelleen rikki.",
    "Jestem na urlopie do 16.11. W pilnych sprawach proszę o kontakt z Janem, on ma "
    "klucz do drukarki.",
    "Mám dovolenou do pondělí. Tiskárnu pošlete kolegovi.",
    "Я в отпуске до понедельника. Принтер так и не заработал.",
    "Я у відпустці до понеділка. Принтер досі не друкує.",
    "Szabadságon vagyok hétfőig. A nyomtató még mindig rossz.",
    "Sunt în concediu până pe 16 noiembrie. Imprimanta încă nu funcționează, în caz de "
    "urgență contactați info@customer.example.",
    "16 Kasım tarihine kadar izindeyim. Yazıcı hâlâ çalışmıyor.",
    "休暇中です。1月4日に戻ります。プリンターはまだ動きません。",
]


@pytest.mark.parametrize("body", PEOPLE)
def test_somebody_who_is_away_and_writes_of_the_matter_is_a_person(body):
    assert answered(body)[0] == "human"


WHOLE = ABSENCES[1]


@pytest.mark.parametrize(
    ("subject", "fields"),
    [
        ("Fwd: Ticket", {}),
        ("Re: Ticket", {"Message_ID": "<CA" + "x" * 40 + "@mail.gmail.com>"}),
        ("Re: Ticket", {"X_Mailer": "Apple Mail (2.3)"}),
        ("Re: Ticket", {"Reply_To": "Tom <tom@else.example>"}),
    ],
)
def test_an_absence_that_a_person_forwards_or_writes_is_a_persons(subject, fields):
    assert answered(WHOLE, subject, **fields)[0] == "human"


def test_an_absence_that_answers_nothing_is_a_persons():
    assert verdict(WHOLE, "Ticket", SENDER)[0] == "human"


def test_an_absence_that_came_through_a_list_is_a_lists():
    assert answered(WHOLE, List_Id="<users.customer.example>")[0] == "list"


@pytest.mark.parametrize(
    "body", [WHOLE + "\n\n> How is the printer\nIt prints.", WHOLE + "\n" + "x " * 500]
)
def test_an_absence_above_a_quote_or_in_a_letter_is_a_persons(body):
    assert answered(body)[0] == "human"


def test_an_absence_with_a_file_is_a_persons():
    raw = written("", "Re: Ticket", SENDER, **ANSWER)
    raw = raw.replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=b") + (
        b"\n--b\nContent-Type: text/plain\n\n" + WHOLE.encode() + b"\n--b\n"
        b"Content-Type: application/pdf; name=offer.pdf\n\nx\n--b--\n"
    )
    assert judged(raw)[0] == "human"


# What programs put before the subject, and little else.
PREFIXES = [
    ("[Auto-Reply] Your ticket", "Thank you for your message. We received it."),
    ("[自动回复] 工单", "您好，您的邮件我已收到，会尽快回复您。"),
    ("Fuera de la oficina: Su consulta", "Vuelvo el 16."),
    ("Réponse d'absence : Votre demande", "Absent jusqu'au 16 novembre."),
    ("Poissaoloviesti: Tiketti", "Palaan 16.11."),
    ("Nepřítomnost: Požadavek", "Vrátím se 16.11."),
    ("การตอบกลับอัตโนมัติ: คำขอ", "ฉันไม่อยู่ที่สำนักงานจนถึง 16 พฤศจิกายน"),
    ("Awtomatikong tugon: Ticket", "Wala ako sa opisina."),
    ("Automatsko odgovor", "Na odmoru sam."),
]


@pytest.mark.parametrize(("subject", "body"), PREFIXES)
def test_a_programs_subject_in_answer_to_our_mail(subject, body):
    assert answered(body, subject)[0] == "auto_reply"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("[Auto-Reply] Your ticket", "The auto-reply does not work, how do I set it?"),
        ("[Auto-Reply Module] Error", "Thank you, it prints again."),
        ("Nepřítomnost: modul", "V modulu chybí pole."),
        ("Fuera de la oficina: Su consulta", "La impresora vuelve a fallar."),
        ("Poissaoloviesti: asetukset", "Miten poissaoloviesti asetetaan?"),
    ],
)
def test_somebody_who_writes_about_such_answers_is_a_person(subject, body):
    assert verdict(body, subject, SENDER)[0] == "human"
    assert answered(body, subject)[0] == "human"


def test_the_field_of_an_autoresponder_counts_without_a_value_and_not_as_a_no():
    assert answered("I am away.", X_Autorespond="") == ("auto_reply", "answering-field")
    assert answered("I am away.", X_Autorespond="no")[0] == "human"

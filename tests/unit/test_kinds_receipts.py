"""Ticket systems that acknowledge without any field, and people who write alike."""

import pytest
from kinds_kit import judged, verdict, written

RECEIPT = ("auto_reply", "ticket-receipt")
DESK = "Vendor Support <support@vendor.example>"
ANSWER = {"In_Reply_To": "<our-1@desk.example>"}
RAILS = "<5a1b2c3d4e5f6_1a2b3c4d5e@vendor.example>"

# What ticket systems write, in the languages of their makers.
RECEIPTS = [
    "We have registered your request under number 4711.",
    "Wir haben Ihre Nachricht erhalten und ein Ticket mit der Nummer #4711 angelegt.",
    "Ihr Anliegen ist bei uns eingegangen. Wir melden uns schnellstmöglich.",
    "Une demande d'assistance a été créée et porte le numéro 4711.",
    "Se ha creado una solicitud de soporte y se le ha asignado el #4711.",
    "Hem rebut la vostra sol·licitud i s'ha registrat amb el número 4711.",
    "A súa solicitude foi recibida e rexistrada co número 4711.",
    "Um pedido de suporte foi criado e atribuído o número 4711.",
    "È stato aperto il ticket n. 4711.",
    "Er is een ticket aangemaakt met nummer 4711.",
    "Vi har tagit emot ditt ärende och det har fått nummer 4711.",
    "Vi har modtaget din henvendelse, som er oprettet med sagsnummer 4711.",
    "Saken din er opprettet med nummer #4711.",
    "Beiðni þín hefur verið móttekin og skráð undir númerinu 4711.",
    "Olemme vastaanottaneet yhteydenottosi. Vastaamme mahdollisimman pian.",
    "Teie pöördumine on registreeritud numbriga 4711.",
    "Jūsu pieprasījums ir saņemts un reģistrēts ar numuru 4711.",
    "Jūsų užklausa gauta ir užregistruota numeriu 4711.",
    "Zgłoszenie o numerze 4711 zostało utworzone.",
    "Váš požadavek byl přijat a bylo mu přiděleno číslo 4711.",
    "Vaša požiadavka bola prijatá. Budeme vás kontaktovať čo najskôr.",
    "Megkeresését megkaptuk, és a 4711 számon rögzítettük.",
    "Solicitarea dvs. a fost înregistrată cu numărul 4711.",
    "Kërkesa juaj u pranua dhe u regjistrua me numrin 4711.",
    "Zure eskaera jaso dugu eta #4711 zenbakia esleitu zaio.",
    "Vaš zahtjev je zaprimljen pod brojem 4711.",
    "Talebiniz 4711 numarasıyla kaydedilmiştir.",
    "Yêu cầu của bạn đã được tiếp nhận với mã số 4711.",
    "Permintaan Anda telah kami terima dengan nomor tiket 4711.",
    "Мы получили ваш запрос. Заявка #4711 создана.",
    "Ваше звернення зареєстровано за номером 4711.",
    "Вашето запитване е получено и регистрирано под номер 4711.",
    "Вашето барање е примено и заведено под број 4711.",
    "Το αίτημά σας καταχωρήθηκε με αριθμό 4711.",
    "تم إنشاء طلب دعم برقم #4711.",
    "درخواست شما دریافت شد و با شماره 4711 ثبت گردید.",
    "פנייתך התקבלה ומספרה 4711.",
    "เราได้รับคำขอของคุณแล้ว หมายเลขคำขอคือ 4711",
    "您的工单 #4711 已创建。",
    "サポートリクエストが作成され、#4711 が割り当てられました。",
    "지원 요청이 생성되었습니다 (#4711).",
]


@pytest.mark.parametrize("body", RECEIPTS)
def test_a_ticket_system_says_that_a_request_has_arrived(body):
    kind, rule = verdict(body, "Printer", DESK, **ANSWER)
    assert kind == "auto_reply"
    assert rule in ("ticket-receipt", "acknowledgement")


@pytest.mark.parametrize(
    ("subject", "fields"),
    [
        ("[#4711] Printer", {}),
        ("Request received", {}),
        ("Printer", {"Return_Path": "<>"}),
        ("Printer", {"Message_ID": RAILS}),
        ("Printer", {"X_Mailer": "PHPMailer 6.8.0"}),
    ],
)
def test_the_ticket_is_named_or_the_way_is_a_programs(subject, fields):
    body = "Wir haben Ihr Ticket mit der Nummer 4711 angelegt."
    assert verdict(body, subject, DESK, **fields) == RECEIPT


def test_a_receipt_from_the_null_path_needs_no_name_of_a_function():
    body = "We have registered your request under number 4711."
    sender = "desk-7@vendor.example"
    assert verdict(body, "Printer", sender, Return_Path="<>") == RECEIPT
    assert verdict(body, "Printer", sender, **ANSWER)[0] == "human"


def test_a_program_says_what_one_can_do_and_that_it_has_something():
    body = "Nous avons créé un ticket : la demande a été enregistrée (n° 4711)."
    assert verdict(body, "Ticket", DESK, Message_ID=RAILS) == RECEIPT
    assert verdict(body, "[#4711] Ticket", DESK)[0] == "human"


REGISTERED = "We have registered your request under number 4711. "


@pytest.mark.parametrize(
    "more",
    [
        "Which printer is it? Send us its serial number.",
        "Can you come on Monday?",
        "I will come on Monday.",
        "The delivered part is wrong.",
        "どのプリンターですか？",
        "How do I switch the automatic reply off?",
    ],
)
def test_somebody_at_the_desk_who_writes_more_than_a_receipt_is_a_person(more):
    assert verdict(REGISTERED + more, "[#4711] Printer", DESK)[0] == "human"


@pytest.mark.parametrize(
    "body",
    [
        "Your ticket 4711 was not created by us.",
        "Unser Ticket 4711 wurde noch nicht angelegt.",
        "Le ticket 4711 n'a pas été créé chez vous.",
        "Talebimiz 4711 oluşturulmamış.",
        "The invoice 4711 has arrived.",
    ],
)
def test_a_customers_desk_that_says_that_something_was_not_done_is_no_receipt(body):
    assert verdict(body, "[#4711] Printer", DESK)[0] == "human"


@pytest.mark.parametrize("subject", ["Re: Printer", "Fwd: [#4711] Printer"])
def test_an_answer_below_our_subject_and_a_forward_are_no_receipts(subject):
    assert verdict(REGISTERED, subject, DESK, **ANSWER)[0] == "human"


def test_a_receipt_without_a_number_or_a_promise_is_a_persons():
    body = "Your request has arrived. We received your request and agree with it."
    assert verdict(body, "Printer", DESK, **ANSWER)[0] == "human"


def test_a_person_who_has_a_number_is_no_ticket_system():
    sender = "Ann Lee <ann.lee@vendor.example>"
    assert verdict(REGISTERED, "[#4711] Printer", sender)[0] == "human"
    fields = {"X_Mailer": "Apple Mail (2.3)"}
    assert verdict(REGISTERED, "[#4711] Printer", DESK, **fields)[0] == "human"


def test_a_receipt_with_a_file_or_for_somebody_else_is_a_persons():
    raw = written("", "[#4711] Printer", DESK)
    raw = raw.replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=b") + (
        b"\n--b\nContent-Type: text/plain\n\n" + REGISTERED.encode() + b"\n--b\n"
        b"Content-Type: application/pdf; name=offer.pdf\n\nx\n--b--\n"
    )
    assert judged(raw)[0] == "human"
    fields = {"Reply_To": "anna@customer.example"}
    assert verdict(REGISTERED, "[#4711] Printer", DESK, **fields)[0] == "human"


# Subjects of those who are away, as one word or two.
AWAY = [
    ("Fuera del trabajo", "Estaré fuera hasta el lunes."),
    ("Fóra do traballo", "Estarei fóra ata o luns."),
    ("Lanetik kanpo", "Kanpoan egongo naiz."),
    ("Afwezigheids bericht", "Ik zal afwezig zijn tot maandag."),
    ("Dovolenka", "Som na dovolenke."),
    ("Sajnálom, de jelenleg nem vagyok email közelben!", "Nem vagyok elérhető."),
    ("In vacanta", "Sunt in concediu."),
    ("Esu išvykęs", "Esu išvykęs iki pirmadienio."),
    ("Er ekki við", "Ég er ekki við frá mánudegi."),
    ("Поза офісом", "Зараз я не в офісі."),
    ("Hors du bureau", "Je suis absente du bureau."),
    ("Ausente", "Encontro-me ausente do escritório."),
]


@pytest.mark.parametrize(("subject", "body"), AWAY)
def test_an_answer_under_the_subject_of_an_absence(subject, body):
    kind = verdict(body, subject, **ANSWER)
    assert kind == ("auto_reply", "unthreaded-absence")
    assert verdict(body, subject)[0] == "human"
    assert verdict(body, f"Re: {subject}", **ANSWER)[0] == "human"


@pytest.mark.parametrize(
    "body",
    [
        "En ole juuri nyt toimistolla, palaan 14.11.",
        "Сейчас меня нет в офисе, вернусь 14 ноября.",
        "Налазим се на годишњем одмору до 12. новембра.",
        "Do 14.11. nie som v kancelárii.",
    ],
)
def test_an_absence_from_the_null_path(body):
    assert verdict(body, "Printer", Return_Path="<>")[0] == "auto_reply"
    assert verdict(body, "Printer", **ANSWER)[0] == "human"


@pytest.mark.parametrize(
    "body",
    [
        "I am out of the office next week, can you come Monday?",
        "Ich bin nächste Woche im Urlaub, können Sie am Montag kommen?",
        "Je suis absente la semaine prochaine, pouvez-vous venir lundi ?",
    ],
)
def test_somebody_who_is_away_and_asks_for_something_is_a_person(body):
    for subject in ("Out of office", "Urlaub", "Absence", "Printer"):
        assert verdict(body, subject)[0] == "human"
        assert verdict(body, subject, **ANSWER)[0] == "human"
        assert verdict(body, subject, Return_Path="<>")[0] == "human"


# Freshdesk, Salesforce and Intercom, from names of functions.
SYSTEMS = [
    (
        "Corporate Support Ticket <corporatesupport@vendor.example>",
        "[#123456] Ticket Received - Door",
        "Hi Support,\n\nWe would like to acknowledge that we have received your "
        "request and a ticket has been created with Ticket ID - 123456.\nA support "
        "representative will be reviewing your request.",
    ),
    (
        "Corporate Support Ticket <corporatesupport@vendor.example>",
        "Ticket Received - 286614 - [#117904] Ticket Received - 286612 - [#117896] "
        "Ticket Received - 286611",
        "Hi, we have received your request and a ticket has been created.",
    ),
    (
        "Service <service@vendor.example>",
        "Re: Door [Case: 00123456]",
        "Thank you for contacting Customer Support. A case has been opened for you. "
        "Your case number is 00123456.",
    ),
    (
        "Service <service@vendor.example>",
        "We received your request",
        "Thanks for reaching out! We usually reply within a few hours.\n\nThe Customer "
        "Team\nPowered by Intercom",
    ),
]


@pytest.mark.parametrize(("sender", "subject", "body"), SYSTEMS)
def test_a_ticket_system_of_a_customer_answers_us(sender, subject, body):
    assert verdict(body, subject, sender, **ANSWER)[0] == "auto_reply"


@pytest.mark.parametrize(("sender", "subject", "body"), SYSTEMS)
def test_the_same_words_of_a_person_or_with_a_question_are_no_receipt(
    sender, subject, body
):
    person = "Ann Lee <ann.lee@vendor.example>"
    assert verdict(body, f"Re: {subject}", person, **ANSWER)[0] == "human"
    more = f"{body}\nI am waiting for the part. When does it come?"
    assert verdict(more, subject, sender, **ANSWER)[0] == "human"


@pytest.mark.parametrize(
    "body",
    [
        "A case has been opened for you. The door number 4711 comes on Monday.",
        "Your case number is 00123456. A case has been opened for you. The door was "
        "replaced by the supplier.",
        "A case has been opened for you, as the door that was delivered last week "
        "to the warehouse of the main building does not fit. Your case number is "
        "00123456.",
    ],
)
def test_an_answer_with_a_number_and_a_word_on_the_matter_is_a_persons(body):
    sender = "Service <service@vendor.example>"
    subject = "Re: Door [Case: 00123456]"
    assert verdict(body, subject, sender, **ANSWER)[0] == "human"

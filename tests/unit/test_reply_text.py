"""What is new in a plain-text reply, by program and language."""

# Mail literals are easier to read on one line.
# ruff: noqa: E501

import pytest

from tools.quotes.reply_text import visible_text

ATTRIBUTIONS = {
    "en gmail": "On Tue, Mar 5, 2024 at 10:12 AM Jane Doe <jane@shop.example> wrote:",
    "en gmail wrapped": "On Tue, Mar 5, 2024 at 10:12 AM Jane Doe from Customer Care <\n"
    "jane.doe@shop.example> wrote:",
    "en apple": "On 5 Mar 2024, at 10:12, Jane Doe <jane@shop.example> wrote:",
    "en thunderbird": "On 3/5/24 10:12, Jane Doe wrote:",
    "en zoho": "---- On Tue, 05 Mar 2024 10:12:00 +0100 Jane <j@shop.example> wrote ----",
    "en name first": "Jane Doe <jane@shop.example> wrote on 5 March 2024:",
    "de gmail": "Am Di., 5. März 2024 um 10:12 Uhr schrieb Jane Doe <\njane@shop.example>:",
    "de thunderbird": "Am 05.03.24 um 10:12 schrieb Jane Doe:",
    "de name first": "Jane Doe <jane@shop.example> schrieb am Di., 5. März 2024, 10:12:",
    "fr gmail": "Le mar. 5 mars 2024 à 10:12, Jane Doe <jane@shop.example> a écrit :",
    "fr thunderbird": "Le 05/03/2024 à 10:12, Jane Doe a écrit\xa0:",
    "es gmail": "El mar, 5 mar 2024 a las 10:12, Jane Doe (<jane@shop.example>) escribió:",
    "pt gmail": "Em ter., 5 de mar. de 2024 às 10:12, Jane Doe <jane@shop.example>\nescreveu:",
    "it gmail": "Il giorno mar 5 mar 2024 alle ore 10:12 Jane Doe <jane@shop.example> "
    "ha scritto:",
    "nl gmail": "Op di 5 mrt 2024 om 10:12 schreef Jane Doe <jane@shop.example>:",
    "nl apple": "Op 5 mrt 2024, om 10:12 heeft Jane Doe <jane@shop.example> het volgende "
    "geschreven:",
    "sv gmail": "Den tis 5 mars 2024 kl 10:12 skrev Jane Doe <jane@shop.example>:",
    "da gmail": "Den tirs. 5. mar. 2024 kl. 10.12 skrev Jane Doe <jane@shop.example>:",
    "no thunderbird": "Den 05.03.2024 10:12, skrev Jane Doe:",
    "fi gmail": "ti 5. maalisk. 2024 klo 10.12 Jane Doe (jane@shop.example) kirjoitti:",
    "pl gmail": "wt., 5 mar 2024 o 10:12 Jane Doe <jane@shop.example> napisał(a):",
    "pl thunderbird": "W dniu 5.03.2024 o 10:12, Jane Doe pisze:",
    "cs gmail": "út 5. 3. 2024 v 10:12 odesílatel Jane Doe <jane@shop.example> napsal:",
    "sk gmail": "ut 5. 3. 2024 o 10:12 Jane Doe <jane@shop.example> napísal(a):",
    "hu gmail": "Jane Doe <jane@shop.example> ezt írta (időpont: 2024. márc. 5., K,\n"
    "10:12):",
    "ro gmail": "mar., 5 mar. 2024 la 10:12, Jane Doe <jane@shop.example> a scris:",
    "ru gmail": "вт, 5 мар. 2024 г. в 10:12, Jane Doe <jane@shop.example>:",
    "ru thunderbird": "05.03.2024 10:12, Jane Doe пишет:",
    "uk gmail": "вт, 5 бер. 2024 р. о 10:12 Jane Doe <jane@shop.example> пише:",
    "el gmail": "Στις Τρί 5 Μαρ 2024 στις 10:12 π.μ., ο χρήστης Jane Doe <\n"
    "jane@shop.example> έγραψε:",
    "tr gmail": "Jane Doe <jane@shop.example>, 5 Mar 2024 Sal, 10:12 tarihinde şunu yazdı:",
    "zh gmail": "Jane Doe <jane@shop.example> 于2024年3月5日周二 10:12写道：",
    "zh apple": "在 2024年3月5日，10:12，Jane Doe <jane@shop.example> 写道：",
    "zh-tw gmail": "Jane Doe <jane@shop.example> 於 2024年3月5日 週二 上午10:12寫道：",
    "ja gmail": "2024年3月5日(火) 10:12 Jane Doe <jane@shop.example>:",
    "ja apple": "2024/03/05 10:12、Jane Doe <jane@shop.example>のメール:",
    "ko gmail": "2024년 3월 5일 (화) 오전 10:12, Jane Doe <jane@shop.example>님이 작성:",
    "hr gmail": "uto, 5. ožu 2024. u 10:12 Jane Doe <jane@shop.example> napisao je:",
    "vi gmail": "Vào Th 3, 5 thg 3, 2024 vào lúc 10:12 Jane Doe <jane@shop.example> đã viết:",
}

HEADS = {
    "en": ("From: Jane <jane@shop.example>", "Sent: Tuesday, 5 March 2024 10:12", "To: me",
           "Subject: Your order"),
    "en bold": ("*From:* Jane [mailto:jane@shop.example]", "*Sent:* 5 March 2024 10:12",
                "*To:* me", "*Subject:* Your order"),
    "de": ("Von: Jane Doe", "Gesendet: Dienstag, 5. März 2024 10:12", "An: ich",
           "Betreff: AW: Bestellung"),
    "fr": ("De : Jane Doe <jane@shop.example>", "Envoyé : mardi 5 mars 2024 10:12",
           "À : moi", "Objet : Commande"),
    "es": ("De: Jane Doe", "Enviado el: martes, 5 de marzo de 2024", "Para: yo",
           "Asunto: Pedido"),
    "pt": ("De: Jane Doe", "Enviado: 5 de março de 2024", "Para: mim", "Assunto: Pedido"),
    "it": ("Da: Jane Doe", "Inviato: martedì 5 marzo 2024", "A: me", "Oggetto: Ordine"),
    "nl": ("Van: Jane Doe", "Verzonden: dinsdag 5 maart 2024", "Aan: mij",
           "Onderwerp: Bestelling"),
    "sv": ("Från: Jane Doe", "Skickat: den 5 mars 2024", "Till: mig", "Ämne: Order"),
    "da": ("Fra: Jane Doe", "Sendt: 5. marts 2024", "Til: mig", "Emne: Ordre"),
    "fi": ("Lähettäjä: Jane Doe", "Lähetetty: 5. maaliskuuta 2024",
           "Vastaanottaja: minä", "Aihe: Tilaus"),
    "pl": ("Od: Jane Doe", "Wysłano: 5 marca 2024", "Do: mnie", "Temat: Zamówienie"),
    "cs": ("Od: Jane Doe", "Odesláno: 5. března 2024", "Komu: mně", "Předmět: Objednávka"),
    "hu": ("Feladó: Jane Doe", "Elküldve: 2024. március 5.", "Címzett: én",
           "Tárgy: Rendelés"),
    "ro": ("De la: Jane Doe", "Trimis: 5 martie 2024", "Către: mine",
           "Subiect: Comanda"),
    "ru": ("От: Jane Doe", "Отправлено: 5 марта 2024 г.", "Кому: мне", "Тема: Заказ"),
    "uk": ("Від: Jane Doe", "Надіслано: 5 березня 2024", "Кому: мені",
           "Тема: Замовлення"),
    "el": ("Από: Jane Doe", "Εστάλη: 5 Μαρτίου 2024", "Προς: εμένα", "Θέμα: Παραγγελία"),
    "tr": ("Kimden: Jane Doe", "Gönderildi: 5 Mart 2024", "Kime: ben", "Konu: Sipariş"),
    "zh": ("发件人: Jane Doe", "发送时间: 2024年3月5日 10:12", "收件人: 我", "主题: 订单"),
    "zh-tw": ("寄件者： Jane Doe", "寄件日期： 2024年3月5日", "收件者： 我", "主旨： 訂單"),
    "ja": ("差出人: Jane Doe", "送信日時: 2024年3月5日", "宛先: 私", "件名: 注文"),
    "ko": ("보낸 사람: Jane Doe", "보낸 날짜: 2024년 3월 5일", "받는 사람: 나", "제목: 주문"),
}  # fmt: skip

MARKERS = (
    "-----Original Message-----",
    "-------- Original message --------",
    "-----Ursprüngliche Nachricht-----",
    "----- Original-Nachricht -----",
    "-----Message d'origine-----",
    "-----Mensaje original-----",
    "-----Mensagem original-----",
    "-----Messaggio originale-----",
    "-----Oorspronkelijk bericht-----",
    "-----Ursprungligt meddelande-----",
    "-----Oprindelig meddelelse-----",
    "-----Opprinnelig melding-----",
    "-----Alkuperäinen viesti-----",
    "-----Oryginalna wiadomość-----",
    "-----Původní zpráva-----",
    "-----Eredeti üzenet-----",
    "-----Mesaj original-----",
    "-----Исходное сообщение-----",
    "-----Вихідне повідомлення-----",
    "-----Αρχικό μήνυμα-----",
    "-----Özgün İleti-----",
    "-----邮件原件-----",
    "------------------ 原始邮件 ------------------",
    "-----元のメッセージ-----",
    "-----원본 메시지-----",
    "---------- Forwarded message ---------",
    "---------- Weitergeleitete Nachricht ---------",
    "---------- Message transféré ---------",
    "---------- Mensaje reenviado ---------",
    "Begin forwarded message:",
    "Anfang der weitergeleiteten Nachricht:",
    "Début du message transféré :",
)

SENT_FROM = (
    "Sent from my iPhone",
    "Sent from my Galaxy S22",
    "Sent from Outlook for Android<https://aka.ms/x>",
    "Get Outlook for iOS",
    "Sent from my phone, please excuse typos.",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon appareil Galaxy",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Inviato da iPhone",
    "Verzonden vanaf mijn iPhone",
    "Skickat från min iPhone",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Wysłane z iPhone'a",
    "Odesláno z iPhonu",
    "iPhone-omról küldve",
    "Trimis de pe iPhone-ul meu",
    "Отправлено с iPhone",
    "Надіслано з iPhone",
    "Στάλθηκε από το iPhone μου",
    "iPhone'umdan gönderildi",
    "发自我的iPhone",
    "從我的 iPhone 傳送",
    "iPhoneから送信",
    "나의 iPhone에서 보냄",
)

PROSE = (
    "From: Berlin\nTo: Hamburg\nDate: 5 March 2024\n\nIs there a seat left?",
    "Sent from my desk, is much easier than my mobile phone.",
    "On Monday I wrote:\nnothing at all.",
    "The error says:\n\nFrom: is missing\n\nWhat shall I do?",
    "We need:\n- one table\n- two chairs\n-call me, please",
    "Service     Date\n----------------------\nHosting  27.06.2024\n\nAll dates are UTC.",
    "I did what you told me in 2023:\n\n1. unplug\n2. wait\n\nIt is still broken.",
    "Name: Jane\nOrder: 17\nSubject: chair\n\nThe leg is broken.",
)


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
@pytest.mark.parametrize("quote", ["> Old words.\n> More.", "Old words.\nMore."])
def test_an_attribution_and_what_it_quotes_are_not_new(line, quote):
    assert visible_text(f"The chair is blue.\n\n{line}\n\n{quote}\n") == (
        "The chair is blue."
    )


@pytest.mark.parametrize("line", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_an_answer_below_a_quotation_is_new(line):
    text = f"{line}\n> Which colour?\n\nThe chair is blue.\n"
    assert visible_text(text) == "The chair is blue."


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("rule", ["", "________________________________\n"])
def test_a_head_and_the_mail_below_it_are_not_new(head, rule):
    text = "The chair is blue.\n\n" + rule + "\n".join(head) + "\n\nOld words.\n"
    assert visible_text(text) == "The chair is blue."


@pytest.mark.parametrize("marker", MARKERS)
def test_a_line_of_the_original_message_ends_what_is_new(marker):
    assert visible_text(f"It is blue.\n\n{marker}\n\nOld words.") == "It is blue."


@pytest.mark.parametrize("line", SENT_FROM)
def test_what_a_mobile_program_adds_is_no_reply(line):
    assert visible_text(f"It is blue.\n\n{line}\n") == "It is blue."


@pytest.mark.parametrize("text", PROSE)
def test_what_a_person_wrote_stays_whole(text):
    assert visible_text(text) == text


def test_answers_between_quotations_all_stay_with_what_they_answer():
    text = (
        "On 5 Mar 2024, at 10:12, Jane <jane@shop.example> wrote:\n\n> Which colour?\n\n"
        "Blue.\n\n> Which size?\n\nLarge.\n\n> Regards\n> Jane\n"
    )
    assert visible_text(text) == ("> Which colour?\n\nBlue.\n\n> Which size?\n\nLarge.")


def test_a_quoted_line_wrapped_by_a_program_is_no_answer():
    text = (
        "Thanks.\n\nOn 3/5/24 10:12, Jane wrote:\n"
        "> This is a long line that some program on its way cut in the mid of a\n"
        "sentence\n> and went on.\n"
    )
    assert visible_text(text) == "Thanks."


def test_a_signature_behind_its_delimiter_is_no_reply():
    assert visible_text("It is blue.\n-- \nJane Doe\n+1 555 01\n") == "It is blue."


def test_a_sign_off_is_left_in():
    assert visible_text("It is blue.\n\nKind regards,\nJane") == (
        "It is blue.\n\nKind regards,\nJane"
    )


def test_a_long_text_behind_a_rule_is_no_signature():
    text = "Part one.\n\n--\n" + "\n".join(f"Point {i}." for i in range(30))
    assert visible_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "> only a quotation",
        "-- \nJane",
        "Sent from my iPhone",
        "On 3/5/24 10:12, Jane wrote:\n> hello",
        "---------- Forwarded message ---------\nFrom: Jane <j@shop.example>\n"
        "Subject: Order\n\nWhere is it?",
    ],
)
def test_where_nothing_is_new_the_whole_text_is_given(text):
    assert visible_text(text) == text


def test_a_forwarded_mail_shows_its_newest_part_and_not_what_it_answers():
    text = (
        "---------- Forwarded message ---------\nFrom: Jane <j@shop.example>\n"
        "Subject: Order\n\nWhere is it?\n\nOn 3/5/24 10:12, Shop wrote:\n> Thank you."
    )
    assert visible_text(text) == text.partition("\n\nOn ")[0]

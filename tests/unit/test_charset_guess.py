"""Text without a charset is read where its letters say what it is."""

import pytest

from tools.text.charset_guess import guess_charset
from tools.text.charsets import decode_text

RUSSIAN = "Здравствуйте, где мой заказ? Я жду уже две недели."
GREEK = "Καλημέρα, πού είναι η παραγγελία μου; Ευχαριστώ πολύ."
JAPANESE = "お世話になっております。注文した商品がまだ届いていません。"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("cp866", RUSSIAN),
        ("iso-8859-5", RUSSIAN),
        ("cp1253", GREEK),
        ("cp1255", "שלום, איפה ההזמנה שלי? אני מחכה כבר שבועיים."),
        ("cp1256", "مرحبا، أين طلبي؟ أنا أنتظر منذ أسبوعين. شكرا لكم."),
        ("cp874", "สวัสดีครับ สินค้าที่สั่งซื้อยังไม่มาถึง กรุณาตรวจสอบด้วย"),
        ("cp932", JAPANESE),
        ("euc-jp", JAPANESE),
        ("gb18030", "您好，我的订单在哪里？我已经等了两个星期了，请回复。"),
        ("big5", "您好，我的訂單在哪裡？我已經等了兩個星期了，請回覆。"),
        ("cp949", "안녕하세요. 제 주문은 어디에 있습니까? 벌써 이 주를 기다렸습니다."),
    ],
)
def test_letters_tell_the_charset(charset, text):
    assert guess_charset(text.encode(charset)) == charset
    assert decode_text(text.encode(charset)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Où est ma commande ? Je l'ai payée à l'époque, déjà très chère.",
        "Größe, Maß und Übergröße: wäre schön!",
        "ÄÖÜ äöü",
        "éééé",
        "bugün içinde lütfen Türkçe gönderin",
        "",
    ],
)
def test_western_text_is_none_of_them(text):
    assert guess_charset(text.encode("cp1254")) is None


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\xff" * 50, b"\x80\x81" * 40]
)
def test_bytes_that_are_no_text_are_read_as_western_ones(data):
    assert len(decode_text(data)) > 0

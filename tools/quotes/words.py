"""What mail programs write around quoted text, in the languages of business mail.

Each table is written by language: en de fr es pt it nl sv da no fi pl cs/sk hu ro ru uk
el tr zh ja ko, then some more that come at no cost.
"""

import re

# Verbs of "On ... X wrote:", the one word of them that tells it. From mail of Gmail and
# Apple Mail among others, and from the translations of Thunderbird
# (`mailnews.reply_header_*`), Roundcube (`mailreplyintro`) and K-9 Mail
# (`message_compose_reply_header_fmt`).
WROTE = frozenset(
    "wrote writes schrieb schrieben schreibt schreift écrit écrivait escribió "
    "escribio escribiu escribeu escrito escreveu scritto scrittu escrit escriure "
    "scrit scribite skribis schreef geschreven geskryf skreau skrev skreiv "
    "skrifaði skrivaði kirjoitti kirjutas napisał napisała napisane nadesłał "
    "pisze pisał pisała napsal napsala napísal napísala píše írta scris napisao "
    "napisala napisal napisa sporoča piše написал написала писал писала пишет "
    "написав писав пише піша напісаў написа напиша написао έγραψε yazdı yazmış "
    "yazıb yozdi yozgan жазған rašė parašė rakstīja shkroi idatzi scríobh sgrìobh "
    "ysgrifennodd skrivet yura membalas menulis aliandika sumulat viết כתב כתבה "
    "נכתב كتب كتبت كَتَب نوشت نوشته لکھا დაწერა წერს գրել գրեց".split()
)
# The same where words are not set apart, or have marks between their letters.
WROTE_UNSPACED = (
    r"写道|寫道|寫到|写了|写于|书写|のメール|のメッセージ|書きました|より|작성|썼습니다|"
    r"쓴[ ](?:글|내용)|[이가][ ]씀|เขียน(?:ว่า|เมื่อ)|សរសេរ|எழுதி|எழுதப்பட்டது|എഴുതി|రాశారు|"
    r"लिखा|लिहि?ी?ले|লিখেছেন|લખ્યું|كَتَب|գրել[ ]է|գրեց"
)

# How such a line begins where the date does not come first.
ATTRIBUTION_OPENERS = (
    "wiadomość napisana przez",
    "wiadomość napisana",
    "message du",
    "missatge de",
    "użytkownik",
    "uživatel",
    "quoting",
    "zitat von",
    "citando",
    "citation de",
    "scrive",
    "hau idatzi du",
    "skrivet eo bet gant",
    "d'an/ar",
    "ysgrifennodd",
    "scríobh",
    "sgrìobh",
    "נכתב על ידי",
    "كتب",
)

# Words of somebody who writes in the own name, or to somebody: "On 5 March I wrote to
# you:" is no line of a program. Without those that are another word elsewhere.
PERSONAL = frozenset(
    "i've i'd we you your our my me us ich wir sie ihr ihre ihnen ihrer ihrem "
    "ihren mir uns mein meine meinem unser unsere dir euch j'ai j’ai nous vous "
    "votre vos notre leur yo ho nosotros usted ustedes vuestro nuestro eu nós "
    "você vocês seu meu minha io noi voi vostro loro ik wij jullie uw mijn onze "
    "jag vår vårt jeg vores deres minä olen pan pani państwo panu mój nasz vám "
    "vám já jsem som nás я мы вы ваш вам мой ви εγώ σας μας biz sizin 我 我们 您 你 私 "
    "저".split()
)

# How the line that a mail program adds of its own begins ("Sent from my iPhone") ...
SENT_FROM = (
    r"sent[ ](?:from|via|with|using|by)|get[ ]outlook|from[ ]my|"
    r"gesendet[ ](?:von|mit|über)|von[ ]meinem|diese[ ]nachricht[ ]wurde[ ]von|"
    r"verschickt[ ]mit|outlook[ ]für|hol(?:en)?[ ]sie[ ]sich[ ]outlook|"
    r"envoy[ée]e?[ ](?:de|depuis|à[ ]partir|avec|par|via)|"
    r"(?:obtenez|télécharge[rz]|obtenir)[ ]outlook|"
    r"enviado[ ](?:desde|de|do|a[ ]partir|por|con|com|via|pelo)|"
    r"(?:obtener|obtenga|descargar|obter|baixar)[ ](?:o[ ])?outlook|"
    r"inviato[ ](?:da|dal|dalla|con|tramite)|(?:scarica|ottieni)[ ]outlook|"
    r"verzonden[ ](?:van|vanaf|vanuit|met|via)|(?:outlook[ ]voor|download[ ]outlook)|"
    r"verstuurd[ ](?:van|vanaf|met)|"
    r"skickat[ ](?:från|med)|skickad[ ]från|hämta[ ]outlook|"
    r"sendt[ ](?:fra|med|via)|hent[ ]outlook|få[ ]outlook|"
    r"lähetetty|hanki[ ]outlook|wysłan[eoy][ ](?:z|za)|pobierz[ ]outlook|"
    r"odeslán[oa]?[ ](?:z|ze|pomocí)|odoslan[éeo][ ]z|získejte[ ]outlook|"
    r"(?:el)?küldve|az?[ ]\S{0,20}[ ]?(?:küldve|küldtem)|"
    r"trimis[ ](?:de|din|cu|prin)|descărcați[ ]outlook|"
    r"отправлено[ ](?:с|из|через|от)|скачать[ ]outlook|"
    r"надіслано[ ](?:з|із|через)|відправлено[ ](?:з|із)|"
    r"στάλθηκε[ ]από|απεσταλμένο[ ]από|αποστολή[ ]από|"
    r"发自|來自|来自|從我的|从我的|寄自|傳自|獲取[ ]?outlook|获取[ ]?outlook|"
    r"나의|내[ ]|poslano[ ](?:s|z|sa)|изпратено[ ]от|saadetud[ ]minu|được[ ]gửi[ ]từ|"
    r"dikirim[ ]dari|enviat[ ]des|someone[ ]from|εστάλη[ ]από|(?:đã[ ])?gửi[ ]từ|"
    r"[أا]ُ?رسلت?[ ]من|تم[ ]الإرسال[ ]من|مرسل[ ]من|נשלח|ส่งจาก|sent[ ]frá|nosūtīts[ ]no|"
    r"išsiųsta[ ]iš|послато[ ]са|poslato[ ]sa|bidalia"
)

# ... and what it names.
DEVICES = (
    r"(?:i-?phon|i-?pad|android|outlook)[a-z]{0,6}|i-?pod|galaxy|samsung|blackberry|huawei|xiaomi|redmi|"
    r"oneplus|nokia|htc|sony|motorola|pixel|lumia|windows|yahoo|gmail|"
    r"g-?mail|aol|proton|mailbox|airmail|sparrow|thunderbird|k-9|spark|nine|"
    r"mobil\w*|smartphone|handy|phone|telefon\w*|téléphone|teléfono|telemóvel|celular|"
    r"cellulare|cell|tablet\w*|device|gerät|appareil|dispositivo|toestel|enhet|laite\w*|"
    r"zařízení|urządzeni\w*|устройств\w*|телефон\w*|пристро\w*|κινητ\w*|συσκευ\w*|"
    r"cihaz\w*|手机|手機|スマートフォン|휴대|mail[ ]app|mail|"
    r"e-?mail|почт\w*|пошт\w*|app|web|"
    r"smart|ti-85|wiko|alcatel|mac|apple|watch|vodafone|orange|t-mobile|verizon"
)

# Sent-from lines whose verb comes last.
SENT_FROM_LAST = (
    r"gesendet|versendet|verschickt|verfasst|gönderildi|送信|送信しました|から送信|傳送|发送|"
    r"보냄|에서[ ]보냄|보냈습니다|küldve|küldtem|elküldve|"
    r"lähetetty|beziehen|herunterladen|"
    r"télécharger"
)

EXCUSES = r"typo|brevity|excuse|kürze|tippfehler|fautes|errori|erreurs|autocorrect"

# "Hello Jane," alone in its line.
GREETING = re.compile(
    r"^(?:hello|dear|hallo|guten tag|bonjour|hola|olá|buongiorno|salve|witaj|dobrý den|"
    r"здравствуйте|добрый день|вітаю|добрий день)"
    r"(?:,[ ]?[^\s.,!?]{1,30}(?:[ ][^\s.,!?]{1,30})?[.,!]|"
    r"[ ][^\s.,!?]{1,30}(?:[ ][^\s.,!?]{1,30})?[,!])$",
    re.I,
)

"""What mail programs write around quoted text, in the languages of business mail.

Each table is written by language: en de fr es pt it nl sv da no fi pl cs/sk hu ro ru uk
el tr zh ja ko, then some more that come at no cost.
"""

# Verbs of "On ... X wrote:", as patterns.
WROTE = (
    r"wrote|writes|schrieb|schreibt|a[ \xa0]écrit|écrivait|écrit|escribió|escribio|"
    r"escreveu|ha[ ]scritto|schreef|geschreven|skrev|skrev[ ]følgende|kirjoitti|"
    r"napisał(?:\(a\)|a|/a)?|napisane|pisze|pisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|"
    r"napísal(?:\(a\)|a)?|píše|írta|a[ ]scris|scris|написал(?:\(а\)|а)?|"
    r"писал(?:\(а\)|а)?|пишет|написав(?:\(ла\))?|написала|писав|пише|"
    r"έγραψε|yazdı|yazmış|写道|寫道|写了|书写|のメール|書きました|wrote"
    r"|작성|썼습니다|쓴[ ]글|je[ ]napisao|je[ ]napisal|написа|rašė|rakstīja|kirjutas|"
    r"đã[ ]viết|menulis|เขียนว่า|כתב|כתבה|كتب|va[ ]escriure"
)

# How such a line begins where the date does not come first.
ATTRIBUTION_OPENERS = (
    "wiadomość napisana przez",
    "wiadomość napisana",
    "message du",
    "użytkownik",
    "uživatel",
    "quoting",
    "zitat von",
    "citando",
    "citation de",
    "scrive",
)

# Names of header fields in quoted heads: role -> names, in lower case.
HEADER_NAMES = {
    "from": (
        "from|von|de|da|van|från|fra|lähettäjä|od|feladó|de la|от|от кого|від|від кого|"
        "από|kimden|gönderen|发件人|寄件者|寄件人|"
        "發件人|差出人|送信者|送信元|보낸 사람|"
        "보낸사람|보낸이|발신|발신인|expéditeur|remitente|remetente|mittente|nadawca|"
        "odesílatel|odosielateľ|expeditor|отправитель|відправник|αποστολέας|absender|"
        "afzender|avsändare|afsender|avsender|prejemnik|šalje|saatja|nuo|từ|dari|מאת|من"
    ),
    "sent": (
        "sent|gesendet|envoyé|envoyé le|envoyée|enviado|enviado el|enviada|enviada em|"
        "enviado em|inviato|inviata|verzonden|skickat|sendt|lähetetty|wysłano|wysłane|"
        "odesláno|odoslané|elküldve|küldve|trimis|отправлено|надіслано|εστάλη|στάλθηκε|"
        "gönderildi|gönderme tarihi|发送时间|發送時間|寄件日期|傳送時間|送信日時|"
        "보낸 날짜|poslano|saadetud|išsiųsta|đã gửi|dikirim|נשלח|تم الإرسال"
    ),
    "date": (
        "date|datum|fecha|data|dato|päivämäärä|päiväys|dátum|дата|ημερομηνία|tarih|"
        "日期|时间|時間|日付|日時|날짜|message du|received|ngày|tanggal|תאריך|التاريخ"
    ),
    "to": (
        "to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|címzett|către|catre|"
        "кому|до|προς|kime|alıcı|收件人|收件者|宛先|받는 사람|받는사람|destinataire|"
        "destinatario|destinatário|pour|empfänger|geadresseerde|pre|đến|kepada|אל|إلى"
    ),
    "cc": (
        "cc|bcc|kopie|copie|copie à|copia|cópia|kopi|kopia|dw|udw|másolat|копия|копія|"
        "κοιν|κοινοποίηση|bilgi|抄送|副本|参照|참조|kopio|ccn|cco"
    ),
    "subject": (
        "subject|betreff|betr|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|"
        "temat|předmět|predmet|tárgy|subiect|тема|θέμα|konu|主题|主題|主旨|件名|제목|"
        "sujet|teema|tema|assumpte|chủ đề|subjek|נושא|الموضوع"
    ),
    "reply-to": "reply-to|antwort an|répondre à|responder a|rispondi a|antwoord aan",
    "importance": (
        "importance|wichtigkeit|priorité|importancia|prioridade|priorità|importanza|"
        "urgentie|prioritet|attachments|anlagen|pièces jointes|reference|referenz"
    ),
}

# "-----Original Message-----" and its like.
ORIGINAL = (
    r"original[ ]message|original[ ]appointment|original[ ]email|reply[ ]message|"
    r"previous[ ]message|ursprüngliche[ ](?:nachricht|mail|e-mail)|"
    r"original-?[ ]?(?:nachricht|mail)|originalnachricht|ursprünglicher[ ]termin|"
    r"message[ ]d['’]origine|message[ ]original|message[ ]initial|"
    r"courriel[ ]original|mensaje[ ]original|mensagem[ ]original|"
    r"messaggio[ ]originale|messaggio[ ]originario|oorspronkelijk[ ]bericht|"
    r"origineel[ ]bericht|originalmeddelande|originalmeddelelse|"
    r"ursprungligt[ ]meddelande|ursprungligt[ ]mail|oprindelig[ ](?:meddelelse|besked)|"
    r"original[ ]besked|opprinnelig[ ]melding|original[ ]melding|"
    r"alkuperäinen[ ]viesti|wiadomość[ ](?:oryginalna|źródłowa)|"
    r"(?:oryginalna|pierwotna)[ ]wiadomość|původní[ ](?:zpráva|e-mail)|"
    r"pôvodná[ ]správa|eredeti[ ]üzenet|mesaj[ ](?:original|inițial)|"
    r"mesajul[ ](?:original|inițial)|исходное[ ]сообщение|оригинальное[ ]сообщение|"
    r"исходное[ ]письмо|вихідне[ ]повідомлення|початкове[ ]повідомлення|"
    r"оригінальне[ ]повідомлення|αρχικό[ ]μήνυμα|πρωτότυπο[ ]μήνυμα|"
    r"orijinal[ ](?:mesaj|ileti)|özgün[ ]ileti|asıl[ ]ileti|原始邮件|原始郵件|邮件原件|"
    r"原始信件|回复的邮件|元のメッセージ|オリジナル[ ]?メッセージ|원본[ ]?메시지|"
    r"원본[ ]?메일|원본[ ]?이메일|izvorna[ ]poruka|izvirno[ ]sporočilo|"
    r"оригинално[ ]съобщение|algne[ ](?:kiri|sõnum)|originalus[ ]laiškas"
)

# "---------- Forwarded message ---------" and its like.
FORWARDED = (
    r"(?:begin[ ])?forwarded[ ](?:message|mail|e-?mail|by)|fwd[ ]message|"
    r"(?:anfang[ ]der[ ])?weitergeleitete[nr]?[ ](?:nachricht|mail|e-mail)|"
    r"weitergeleitet[ ]von|"
    r"(?:début[ ]du[ ])?message[ ](?:transféré|transmis|réexpédié)|"
    r"(?:début[ ]de[ ]l['’]e-mail[ ])transféré|courriel[ ]transféré|"
    r"(?:inicio[ ]del[ ])?mensaje[ ]reenviado|"
    r"(?:início[ ]da[ ])?mensagem[ ](?:encaminhada|reencaminhada)|"
    r"(?:inizio[ ])?messaggio[ ]inoltrato|(?:begin[ ])?doorgestuurd[ ]bericht|"
    r"(?:vidarebefordrat|vidarebefordrade)[ ](?:meddelande|mail|brev|mejl|meddelandet)|"
    r"vidarebefordrat[ ]e-postmeddelande|"
    r"(?:start[ ]på[ ])?videresendt[ ](?:meddelelse|besked|mail|melding|e-post)|"
    r"(?:edelleen)?välitetty[ ]viesti(?:[ ]alkaa)?|edelleenlähetetty[ ]viesti|"
    r"(?:początek[ ])?(?:przekazana|przekazanej|przekazywana|przekazywanej)"
    r"[ ](?:wiadomość|wiadomości)|"
    r"wiadomość[ ]przekazana|(?:začátek[ ])?přeposlan[áé][ ](?:zpráva|zprávy)|"
    r"(?:začátek[ ])přeposílané[ ]zprávy|preposlaná[ ]správa|"
    r"továbbított[ ](?:üzenet|levél)(?:[ ]kezdete)?|továbbított[ ]e-mail|"
    r"(?:începutul[ ])?mesaj(?:ul|ului)?[ ]redirecționat|mesaj[ ]retransmis|"
    r"(?:начало[ ])?(?:пересылаемо[ег]о?|переадресованно[ег]о?|пересланно[ег]о?)"
    r"[ ](?:сообщени[ея]|письм[оа])|"
    r"(?:початок[ ])?(?:переслан[еого]+|пересилан[еого]+)"
    r"[ ](?:повідомлення|лист|листа)|переадресоване[ ]повідомлення|"
    r"(?:αρχή[ ])?προωθημένο(?:υ)?[ ](?:μήνυμα|μηνύματος|ηλ\.[ ]μήνυμα)|"
    r"(?:iletilen|iletilmiş|yönlendirilen|yönlendirilmiş)[ ](?:ileti|mesaj|posta)"
    r"(?:[ ]başlangıcı)?|(?:开始)?转发的?(?:邮件|信息)|下面是被转发的邮件|轉寄的?郵件|"
    r"(?:以下是)?轉寄(?:的)?(?:郵件|訊息|信件)|轉寄郵件開始|転送(?:された)?"
    r"(?:メッセージ|メール)|(?:전달된|전달한|포워드된)[ ]?(?:메시지|메일|이메일)|"
    r"proslijeđena[ ]poruka|posredovano[ ]sporočilo|препратено[ ]съобщение|"
    r"edastatud[ ](?:kiri|sõnum)|persiųstas[ ]laiškas"
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
    r"dikirim[ ]dari|enviat[ ]des|someone[ ]from"
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

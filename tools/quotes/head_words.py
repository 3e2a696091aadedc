"""Names of header fields and the lines above quoted mail, in the languages of mail.

From mail, and from the translations of Thunderbird (`mimeheader.properties`,
`mailnews.reply_header_originalmessage`), Roundcube (`originalmessage`), K-9 Mail
(`message_compose_quote_header_*`) and Outlook.
"""

# Names of header fields in quoted heads: role -> names, in lower case.
HEADER_NAMES = {
    "from": (
        "from|von|de|da|van|från|fra|lähettäjä|od|feladó|de la|от|от кого|від|"
        "від кого|από|kimden|gönderen|发件人|寄件者|寄件人|發件人|差出人|送信者|"
        "送信元|보낸 사람|보낸사람|보낸이|발신|발신인|expéditeur|remitente|"
        "remetente|mittente|nadawca|odesílatel|odosielateľ|expeditor|отправитель|"
        "відправник|αποστολέας|absender|afzender|avsändare|afsender|avsender|"
        "prejemnik|šalje|saatja|nuo|từ|dari|מאת|من|sender|ад|a-berzh|oddi wrth|wót|"
        "wot|nork|fan|dende|remitent|ումից|frá|ვინ|ვისგან|sɣur|кімнен|од|шаље|"
        "daripada|pengirim|ਵੱਲੋਂ|frå|pošiljatelj|pošiljatel|nga|จาก|jo‘natuvchi|"
        "người gửi|從|来自|از|فرستنده|مِن|المرسل|kellelt|пошиљалац|प्रेषक|से|থেকে|"
        "அனுப்புநர்|പ്രേഷിതാവ്|no|pošiljalac"
    ),
    "sent": (
        "sent|gesendet|envoyé|envoyé le|envoyée|enviado|enviado el|enviada|"
        "enviada em|enviado em|inviato|inviata|verzonden|skickat|sendt|lähetetty|"
        "wysłano|wysłane|odesláno|odoslané|elküldve|küldve|trimis|отправлено|"
        "надіслано|εστάλη|στάλθηκε|gönderildi|gönderme tarihi|发送时间|發送時間|"
        "寄件日期|傳送時間|送信日時|보낸 날짜|poslano|saadetud|išsiųsta|đã gửi|"
        "dikirim|נשלח|تم الإرسال|адпраўлена|изпратено|изпрати до|enviat|enviat el|"
        "enviada el|bidalita|anfonwyd|seolta|ferstjoerd|kaset|mandatu|sendita je|"
        "ուղարկուած|ուղարկված|გაიგზავნა|yettwazen|жіберілген|nosūtīts|dihantar|"
        "terkirim|послато|poslato|dërguar|dërguar më|ส่ง|ส่งเมื่อ|gửi|ارسال|"
        "ارسال شده|تاریخ ارسال|تاريخ الإرسال|المُرسل|gönderilme|gönderim tarihi|"
        "寄送日期|送信日|送信日付|발신일|भेजा गया|तारीख|পাঠানো হয়েছে|அனுப்பியது|"
        "അയച്ചു|wysłany|odoslaný|έστειλε|αποστολή|відправлено|sendt den|envoyé à|"
        "date d’envoi|date d'envoi|data invio|"
        "saatmisaeg|испратено|bidalia"
    ),
    "date": (
        "date|datum|fecha|data|dato|päivämäärä|päiväys|dátum|дата|ημερομηνία|tarih|"
        "日期|时间|時間|日付|日時|날짜|message du|received|ngày|tanggal|תאריך|"
        "التاريخ|deiziad|dyddiad|kuupäev|dáta|ceann-là|ամսաթիվ|ամսաթիւ|dagsetning|"
        "თარიღი|azemz|күні|datums|датум|tarikh|ਮਿਤੀ|dată|datë|วันที่|sana|تاریخ|"
        "fetxa"
    ),
    "to": (
        "to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|címzett|către|catre|"
        "кому|до|προς|kime|alıcı|收件人|收件者|宛先|받는 사람|받는사람|"
        "destinataire|destinatario|destinatário|pour|empfänger|geadresseerde|pre|"
        "đến|kepada|אל|إلى|receiver|recipient|recipients|an empfänger|да|каму|za|"
        "per a|oan|chuig|nori|ում|ვის|кімге|kam|kellele|saaja|ਵੱਲ|për|прима|за|ถึง|"
        "qabul qiluvchi|tới|người nhận|到|به|گیرنده|مرسل إلى|المستلم|prima|"
        "primatelj|naslovnik|mottaker|modtager|mottagare|příjemce|príjemca|adresat|"
        "odbiorca|destinatari|को|प्रति|প্রতি|பெறுநர்|സ്വീകർത്താവ്|수신|수신자|"
        "收信人|받는이|adressaat|primalac|прималац"
    ),
    "cc": (
        "cc|bcc|kopie|copie|copie à|copia|cópia|kopi|kopia|dw|udw|másolat|копия|"
        "копія|κοιν|κοινοποίηση|bilgi|抄送|副本|参照|참조|kopio|ccn|cco|kopie (cc)|"
        "kopija|kópia|kopi til (cc)|kopi til|cópia para|con copia|copia carbone|"
        "עותק|ასლი|көшірме|สำเนาถึง|สำเนา|نسخة|نسخة كربونية|رونوشت|सीसी|afrit|"
        "koopia|копија|másolatot kap|в копии|cc:n|副本抄送|cópia oculta"
    ),
    "subject": (
        "subject|betreff|betr|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|"
        "aihe|temat|předmět|predmet|tárgy|subiect|тема|θέμα|konu|主题|主題|主旨|"
        "件名|제목|sujet|teema|tema|assumpte|chủ đề|subjek|נושא|الموضوع|asuntu|"
        "тэма|danvez|pwnc|gaia|underwerp|ábhar|cuspair|վերնագիր|efni|viðfangsefni|"
        "საგანი|თემა|asentel|тақырыбы|temats|tēma|zadeva|subjekt|ਵਿਸ਼ਾ|หัวเรื่อง|"
        "เรื่อง|mavzu|tiêu đề|موضوع|naslov|sughjettu|temo|विषय|सबजेक्ट|বিষয়|"
        "பொருள்|വിഷയം|perihal|konu başlığı|тақырып|tittel|rubrik|otsikko"
    ),
    "reply-to": "reply-to|antwort an|répondre à|responder a|rispondi a|antwoord aan",
    "importance": (
        "importance|wichtigkeit|priorité|importancia|prioridade|priorità|"
        "importanza|urgentie|prioritet|attachments|anlagen|pièces jointes|"
        "reference|referenz"
    ),
}

# What Discourse has below a rule above earlier posts.
PREVIOUS = frozenset(
    (
        "previous discussion",
        "previous replies",
        "vorherige antworten",
        "réponses précédentes",
        "respuestas anteriores",
        "respostas anteriores",
        "risposte precedenti",
        "vorige antwoorden",
        "föregående svar",
        "poprzednie odpowiedzi",
        "предыдущие ответы",
    )
)

# "Please type your reply above this line": Zendesk, Freshdesk, Help Scout, Basecamp.
REPLY_ABOVE = (
    r"(?:reply|respond|write|type|response)\b[^\n]{0,30}\babove[ ]this[ ]line|"
    r"antwort\w{0,4}\b[^\n]{0,30}\b(?:oberhalb|über)[ ]dieser[ ](?:zeile|linie)|"
    r"(?:répon\w{1,4}|écri\w{1,6}|saisi\w{0,6})\b[^\n]{0,40}"
    r"au-dessus[ ]de[ ]cette[ ]ligne|"
    r"(?:respond\w{1,4}|escrib\w{1,4}|respuesta)\b[^\n]{0,40}"
    r"(?:encima|arriba)[ ]de[ ]esta[ ]línea|"
    r"(?:respond\w{1,4}|resposta|escrev\w{1,4})\b[^\n]{0,40}acima[ ]desta[ ]linha|"
    r"(?:rispond\w{1,4}|risposta|scriv\w{1,4})\b[^\n]{0,40}"
    r"sopra[ ](?:a[ ])?questa[ ](?:riga|linea)|"
    r"(?:antwoord\w{0,2}|reactie|reageer)\b[^\n]{0,40}boven[ ]deze[ ](?:regel|lijn)"
)

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
    r"原始信件|回复的原?邮件|回覆的原?郵件|元のメッセージ|オリジナル[ ]?メッセージ|"
    r"원본[ ]?메시지|"
    r"원본[ ]?메일|원본[ ]?이메일|izvorna[ ]poruka|izvirno[ ]sporočilo|"
    r"оригинално[ ]съобщение|algne[ ](?:kiri|sõnum)|originalus[ ]laiškas"
    r"|replied[ ]message|original[ ]mail|reply[ ]mail"
    r"|oorspronklike[ ]boodskap|الرسالة[ ](?:الأصلي(?:ة|َّة)|الأساسية)"
    r"|mensaxe[ ]orixinal|зыходна(?:е[ ]паведамленне|ы[ ]ліст)"
    r"|арыгінальнае[ ]паведамленне|оригинално[ ](?:писмо|съобщение)"
    r"|kemennadenn[ ]orin(?:el)?|(?:izvorna|originalna)[ ]poruka"
    r"|missatge[ ]original|missatge[ ]d'origen|neges[ ]wreiddiol"
    r"|originalna[ ]powěsć|original-message|originala[ ]mesaĝo|correo[ ]original"
    r"|esialgne[ ]kiri|jatorrizko[ ]mezua|پیام[ ](?:اصلی|نخستین)|uppruna[ ]boð"
    r"|courriel[ ]initial|o(?:a|o)rspronklik[ ]berjocht|orizjineel[ ]berjocht"
    r"|(?:an[ ])?(?:teachtaireacht[ ]bhunaidh|bunteachtaireacht)"
    r"|an[ ]teachdaireachd[ ]thùsail|mensaxe[ ]orixianl|הודעה[ ]מקורית"
    r"|(?:मूल|पुराना|खरा)[ ](?:संदेश|मैसेज)|բնօրինակ[ ]նամակը"
    r"|(?:pesan|mesej)[ ](?:asli|asal|orisinal)"
    r"|upprunaleg(?:ur[ ]póstur|[ ]skilaboð)|საწყისი[ ](?:წერილი|მესიჯი)"
    r"|ორიგინალი[ ]შეტყობინება|түпнұсқа[ ]хабарламасы"
    r"|sākotnējā[ ](?:vēstule|ziņa)|оригинална[ ]порака|оригинална[ ]порука"
    r"|изворна[ ]порука|opphavleg[ ]melding|treść[ ]oryginalnej[ ]wiadomości"
    r"|messadi[ ]original|izvorno[ ]sporočilo|mesazhi[ ]origjinal"
    r"|(?:ข้อความต้นฉบับ|ข้อความเดิม)|asl[ ](?:xabar|xat)|thư[ ]gốc"
    r"|原始(?:消息|訊息|郵件)|元メール|originali?[ ]tekstas|orijinal[ ]məktub"
    r"|oorspronkelijke?[ ]bericht|orgineel[ ]bericht|messaghju[ ]d[’']origine"
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
    r"|رسالة[ ](?:ممرّرة|معاد[ ]توجيهها)|mensaxe[ ]reunvi(?:áu|ada)"
    r"|mensaxe[ ]reenviada|перанакіраванае[ ]паведамленне|препратено[ ]писмо"
    r"|missatge[ ]reenviat|birbidalitako[ ]mezua|trochstjoerd[ ]berjocht"
    r"|teachtaireacht[ ]ar[ ]aghaidh|הודעה[ ]שהועברה"
    r"|dale(?:j)?[ ](?:pósrědnjona|sposrědkowana)[ ]powěsć|փոխանցվող[ ]նամակը"
    r"|pesan[ ](?:diteruskan|terusan)|áframsendur[ ]póstur|გადაგზავნილი[ ]წერილი"
    r"|әрі[ ]қарай[ ]жіберілген[ ]хабарлама|pārsūtītā[ ]vēstule"
    r"|mesej[ ]dikirim[ ]semula|vidaresend[ ]melding"
    r"|treść[ ]przekazanej[ ]wiadomości|messadi[ ]renvià|mesaj[ ]redirecționat"
    r"|перенаправленное[ ]сообщение|mesazhi?[ ]i[ ]përcjellë|прослеђена[ ]порука"
    r"|ข้อความที่ส่งต่อ|uzatilgan[ ]xabar|tin[ ]nhắn[ ]đã[ ]được[ ]chuyển[ ]tiếp"
    r"|thư[ ]đã[ ]chuyển[ ]tiếp|转发的消息|دوباره[ ]ارسال[ ]شده"
)

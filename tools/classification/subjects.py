"""Subjects that mail programs write, in the languages they have. One is never enough
to call a mail automatic: people write such subjects too. A line is a language."""

from .wording import Wording

# What mail programs put before the subject of the mail they answer.
AUTO_REPLY = Wording(
    # English: Outlook, Exchange, Gmail, GroupWise, Notes, web mailers
    r"auto(?:mat(?:ic|ed)(?:ally generated)?)?[ -]?(?:re(?:ply|sponse)|answer)\b"
    r"(?: \([^()]{0,30}\))?(?: ?[:-]|\Z| from\b| to\b| message\b)",
    r"auto(?:matic)?: |auto[- ]?responder\b|automatic acknowledge?ment\b",
    r"out[ -]of[ -](?:the )?office (?:auto(?:matic)?[ -]?(?:reply|response)|reply"
    r"|response|notification|assistant|message)\b",
    r"(?:vacation|away|absence|holiday) (?:reply|response|message|notice"
    r"|auto-?reply)\b",
    # German
    r"automatische? (?:antwort|ruckantwort|ruckmeldung|abwesenheits\w{1,20}|e-?mail)\b",
    r"automatische (?:empfangs|eingangs)bestatigung|autom\. ?antwort|auto-?antwort\b",
    r"abwesenheits(?:notiz|nachricht|meldung|mitteilung|agent|assistent"
    r"|info\w{0,10})\b",
    # French
    r"reponse (?:automatique|auto|d'absence)\b|(?:message|notification"
    r"|avis) d'absence\b",
    r"absence du bureau ?:",
    # Spanish, Catalan, Galician
    r"respuesta automatica|auto-?respuesta\b|resposta automatica|aviso de ausencia\b",
    # Portuguese
    r"(?:mensagem|aviso|notificacao) de ausencia|auto-?resposta\b",
    # Italian
    r"risposta automatica|messaggio di assenza|risponditore automatico",
    # Dutch
    r"automatisch (?:antwoord|bericht)|automatische (?:reactie|beantwoording)\b",
    r"afwezigheids?(?:bericht|melding|assistent)\b",
    # Swedish
    r"auto(?:matiskt? )?svar\b|franvaro(?:meddelande|besked)\b",
    # Danish, Norwegian
    r"fravaers?(?:besked|melding|meddelelse)\b|autosvarmelding\b",
    # Finnish, Estonian, Latvian, Lithuanian, Icelandic
    r"automaattinen vastaus|poissaolo(?:ilmoitus|viesti)|automaatvastus"
    r"|automatiska atbilde",
    r"automatinis atsakymas|sjalfvirkt svar",
    # Polish
    r"odpowiedz automatyczna|automatyczna odpowiedz|auto-?odpowiedz\b",
    # Czech, Slovak
    r"automaticka odpove[dt]",
    # Hungarian, Romanian, Croatian, Slovene, Serbian, Albanian
    r"automatikus valasz|raspuns automat|automatsk[io] odgovor|samodejni odgovor",
    r"pergjigje automatike",
    # Russian, Ukrainian, Bulgarian, Serbian, Macedonian
    r"автоматический ответ|автоответ|автоматична відповідь|автовідповідь",
    r"автоматичен отговор|аутоматски одговор|автоматски одговор",
    # Greek, Turkish
    r"αυτοματη απαντηση|otomatik (?:yanit|cevap)\b",
    # Basque, Welsh, Irish, Kazakh, Azerbaijani
    r"erantzun automatiko\w{0,2}\b|ateb awtomatig|freagra uathoibrioch"
    r"|автоматты жауап|avtomatik cavab",
    # Chinese
    r"(?:自动|自動)(?:答复|回复|答覆|回覆|應答|应答|回應|答复邮件)",
    # Japanese
    r"【?自動(?:応答|返信|配信)|不在(?:通知|応答|のお知らせ|メッセージ)",
    # Korean
    r"\[?자동 ?(?:회신|응답|답장)|부재 ?중 (?:자동|메시지|알림)",
    # Vietnamese, Thai, Indonesian, Filipino, Malay
    r"tra loi tu đong|tra loi tu dong|(?:การ)?ตอบกลับอัตโนมัติ",
    r"balasan otomatis|awtomatikong tugon|jawapan automatik|balas otomatis",
    # Arabic, Persian, Hebrew, Hindi
    r"(?:ال)?رد (?:ال)?تلقائي|پاسخ خودکار|(?:תשובה|מענה|תגובה) אוטומטית?"
    r"|स्वचालित उत्तर",
)

# Subjects that programs and people write when somebody is away.
ABSENCE = Wording(
    # English
    r"(?:i am |i'm |i will be |am )?(?:currently )?out[ -]of[ -](?:the )?office\b",
    r".{1,60} is (?:currently )?out of (?:the )?office\b|ooo\b|out of town\b",
    r"(?:on )?(?:annual |maternity |parental |sick )?(?:vacation|holidays?|leave)\b",
    r"away from (?:my|the) (?:mail|e-?mail|office|desk)\b|absence\b|away\Z",
    r"not in the office\b|no longer (?:with|at|works?|employed)\b|(?:our |the )?office "
    r"(?:is |will be )?closed\b|(?:i am |i'm )?(?:currently )?(?:away|unavailable)\b",
    # German
    r"(?:ich bin )?(?:abwesend|weg\b|im urlaub|nicht im (?:buro|haus)|ausser haus)\b",
    r"abwesenheit\b|urlaub\b|elternzeit\b|mutterschutz\b|betriebsferien\b"
    r"|(?:nicht|derzeit nicht) (?:erreichbar|am platz)\b|dienstreise\b",
    # French
    r"absen(?:ce|te?)\b|en conges?\b|(?:en )?vacances\b|conge (?:de )?(?:maternite"
    r"|parental|annuel)|hors (?:du )?bureau\b|en deplacement\b|fermeture (?:annuelle"
    r"|estivale)\b|(?:notification|message|avis) d.{0,2}absence\b",
    # Spanish, Catalan, Galician, Basque, Portuguese
    r"fora de (?:la feina|l'oficina)|fuera de(?: la |l | )(?:oficina|trabajo|despacho)"
    r"|(?:de )?vacaciones\b|ausen(?:cia|te)\b|fora do traballo\b"
    r"|(?:lanetik|bulegotik) kanpo\w{0,2}\b|oporretan\b",
    r"fora do escritorio|(?:de |em )?ferias\b",
    # Italian
    r"fuori (?:sede|ufficio)|(?:in )?ferie\b|assen(?:za|te)\b|chiusura (?:estiva"
    r"|natal)",
    # Dutch
    r"afwezig(?:heid\w{0,8})?\b|(?:op|met) (?:vakantie|verlof)\b|vakantie\b"
    r"|niet (?:op kantoor"
    r"|aanwezig)",
    # Swedish, Danish, Norwegian
    r"franvaro\b|(?:pa )?semester\b|inte pa kontoret|ej pa kontoret",
    r"fravaer\b|(?:pa )?ferie\b|ikke (?:pa kontoret|til ?stede)|barsel\b|ute av "
    r"kontoret\b",
    # Icelandic
    r"er ekki við\b|fjarvera\b|(?:er )?i (?:sumar)?frii\b",
    # Finnish
    r"poissa\b|poissaolo\b|lomalla\b|(?:vuosi)?loma\b",
    # Polish, Czech, Slovak
    r"(?:na )?urlop(?:ie)?\b|nieobecnosc\b|poza biurem\b",
    r"(?:na )?dovolen(?:[aeo]\w{0,2}|k[aeouy])\b|nepritomnost\b|mimo kancelar\w{0,2}\b",
    # Hungarian, Romanian, Albanian, Croatian, Slovene
    r"szabadsag\w{0,3}\b|hazon kivul\b|(?:sajnalom,? )?(?:\w{2,10} ){0,2}nem vagyok "
    r"(?:az irod|elerheto|e-?mail)|tavollet\b|irodan kivul\b|(?:in )?(?:concediu"
    r"|vacanta)\b|absent(?:a|ez)?\b|jashte zyres\b|(?:na )?godisnj\w{1,2} "
    r"odmor\w{0,2}\b|ods[ou]t\w{1,5}\b|izvan ureda\b|nisam u uredu\b",
    # Estonian, Latvian, Lithuanian
    r"kontorist valjas\b|(?:olen )?puhkus\w{0,3}\b|neesmu biroja\b|atvalinajum\w{0,2}"
    r"\b|prombutn\w{0,3}\b|nesu (?:biure|darbe)\b|(?:as )?atostog\w{1,5}\b"
    r"|(?:esu )?isvyk\w{1,5}\b",
    # Russian, Ukrainian, Bulgarian
    r"(?:в |я в )?отпуск|(?:меня )?нет (?:на работе|в офисе"
    r"|на месте)|вне офиса|отсутств|(?:у )?відпуст|отсъств"
    r"|поза офісом|(?:мене )?немає (?:в офісі|на місці)|відсутн|извън офиса"
    r"|ван канцеларије|на годишњем",
    # Greek, Turkish
    r"εκτος γραφειου|απουσια|σε αδεια",
    r"ofis disi(?:nda)?\b|izin(?:de|li)\w{0,3}\b|tatilde\b",
    # Chinese, Japanese, Korean
    r"无法回[信复]|我现在|отсутен|休假|外出|不在|出差|休暇|夏季休業|年末年始|부재|휴가"
    r"|외출",
    # Thai, Arabic, Hebrew, Vietnamese, Indonesian
    r"ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ)|ลา(?:พักร้อน|หยุด|พักผ่อน)",
    r"خارج المكتب|إجازة|מחוץ למשרד|בחופשה|vang mat|nghi phep|(?:sedang )?cuti\b",
)

# "Jane Doe/Unit/Company is out of the office." of the Notes agent.
NOTES_AGENT = Wording(
    r".{2,120} (?:is out of the office|ist ausser haus|est absente? du bureau"
    r"|esta ausente de la oficina|e assente dall'ufficio)\.(?: \(.{1,60}\))?\Z"
)

# Acknowledgements of ticket systems and web forms.
ACKNOWLEDGED = Wording(
    # English
    r"(?:we (?:have |'ve )?|your )?(?:request|message|e-?mail|inquiry|enquiry|ticket"
    r"|case)(?: .{1,30})? (?:has been |was )?(?:received|created|opened|registered)\b",
    r"(?:we (?:have )?received|thank(?:s| you) for) (?:your|contacting|the)\b",
    r"(?:confirmation|acknowledge?ment) of receipt\b|(?:ticket|case|request|message"
    r"|support)\b.{0,30} (?:received|opened|created|confirmation|registered)\b"
    r"|new (?:support )?(?:ticket|request)\b",
    # German
    r"(?:eingangs|empfangs)bestatigung\b|ihre (?:anfrage|e-?mail|nachricht)\b.{0,40}"
    r"(?:eingegangen|erhalten)|(?:vielen )?dank fur ihre (?:anfrage|nachricht|e-?mail)",
    # French
    r"accuse de reception|(?:nous avons (?:bien )?recu|merci (?:de|pour)) votre",
    # Spanish, Portuguese
    r"hemos recibido su|acuse de recibo|gracias por (?:contactar|su)",
    r"recebemos (?:a |o )?(?:sua|seu)|obrigado p(?:or|elo) (?:seu|sua|contat)",
    # Italian, Dutch
    r"abbiamo ricevuto|conferma di ricezione|ontvangstbevestiging\b|bedankt voor uw",
    # Swedish, Danish, Norwegian, Finnish
    r"tack for (?:ditt|din)|tak for din|takk for din|kiitos (?:viestista|yhteyden)",
    # Polish, Czech, Russian, Turkish
    r"potwierdzenie (?:otrzymania|przyjecia)|potvrzeni (?:o )?prijeti",
    r"ваш(?:е|а) (?:обращение|заявка|сообщение|письмо)|talebiniz (?:alindi|bize)",
    # Chinese, Japanese, Korean
    r"(?:我们)?已收到(?:您|你)|お問い合わせ(?:ありがとう|を受)|受付(?:完了"
    r"|の?お知らせ)|접수",
)

# What programs report, confirm and remind of.
NOTICE = Wording(
    # English
    r"(?:your |re)?(?:set your )?password (?:reset|change|has|was|expir)"
    r"|reset your password",
    r"(?:please )?(?:confirm|verify|activate) (?:your|the) (?:e-?mail|account|address"
    r"|regist|sub)",
    r"your (?:\S{1,30} ){0,2}(?:order|invoice|receipt|bill|statement|payment|booking"
    r"|reservation|subscription|account|shipment|package|parcel|delivery|ticket"
    r"|password|verification|registration|backup|domain|certificate|security|login"
    r"|code)\b",
    r"(?:order|payment|booking|shipping|delivery|registration|appointment) confirm",
    r"(?:security|login|sign-?in|system|critical|price|job|google) (?:alert|notice"
    r"|warning)\b",
    r"(?:\S{1,30} ){0,4}(?:notification|alert|alarm|reminder|verification code)\b",
    r"(?:new|unusual) (?:sign-?in|login|device|message|follower|comment|voicemail"
    r"|fax)\b",
    r"(?:daily|weekly|monthly|nightly|status|backup|incident|usage) (?:report|digest"
    r"|summary)",
    r"(?:\[?(?:ok|problem|recovery|warning|critical|resolved|firing|down"
    r"|up)\]? ?[:*-] )",
    r"(?:cron|anacron|logwatch|fail2ban|nagios|zabbix|jenkins)\b|backup (?:ok|failed"
    r"|complete)",
    r".{1,80} (?:has been|was) (?:assigned|created|updated|closed|resolved|shipped"
    r"|approved)\b",
    r".{1,60} (?:mentioned|invited|shared|followed|commented|accepted your|sent you)\b",
    r".{1,80} (?:were|have been) (?:automatically )?updated\b|.{1,60} was "
    r"automatically updated\b"
    r"|you(?:'ve| have) (?:received|got) (?:a |an )?(?:new )?payment\b",
    r"\d{1,3} (?:page|second|new)\b|(?:voice ?mail|fax) (?:from|message|received)\b",
    # German
    r"ihre? (?:\S{1,30} ){0,2}(?:bestellung|rechnung|buchung|zahlung|sendung|paket"
    r"|lieferung|registrierung|passwort|konto|anmeldung|reservierung|mahnung|abrechnung"
    r"|anzeige|termin)\b",
    r"(?:bestell|auftrags|buchungs|versand|zahlungs|anmelde)bestatigung"
    r"|versandbenachrichtigung",
    r"(?:sie haben|du hast) (?:\S{1,12} ){0,3}(?:zahlung|geld) erhalten\b"
    r"|(?:neue[sr]? )?"
    r"(?:fax|sprach)(?:nachricht|empfang)? (?:von|empfangen)\b|anruf von (?:\+?\d"
    r"|unbekannt)",
    r"(?:passwort|kennwort)\b|benachrichtigung\b|erinnerung\b|(?:neue|ihre) rechnung",
    # French
    r"votre (?:\S{1,30} ){0,2}(?:commande|facture|paiement|reservation|colis|compte"
    r"|livraison|mot de passe|inscription|abonnement)\b|confirmation de (?:commande"
    r"|votre|paiement)",
    r"rappel ?:|notification\b|reinitialis\w{1,10} (?:de |du |votre )?mot de passe",
    # Spanish, Portuguese
    r"(?:su|tu) (?:\S{1,30} ){0,2}(?:pedido|factura|pago|reserva|cuenta|envio"
    r"|contrasena)\b",
    r"(?:confirmacion|confirmacao) d[eo]\b|recordatorio\b|lembrete\b|aviso de\b"
    r"|notificac",
    r"(?:seu|sua) (?:\S{1,30} ){0,2}(?:pedido|fatura|boleto|pagamento|reserva|conta"
    r"|senha)\b",
    # Italian, Dutch
    r"(?:il tuo|la tua|il suo|la sua) (?:\S{1,30} ){0,1}(?:ordine|fattura|pagamento"
    r"|account)",
    r"conferma (?:d'|di |dell')?(?:ordine|pagamento|prenotazione|registrazione)"
    r"|promemoria\b",
    r"uw (?:\S{1,30} ){0,2}(?:bestelling|factuur|betaling|boeking|pakket|account"
    r"|zending)\b",
    r"(?:bestel|order|betaal)bevestiging|herinnering\b|melding\b",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:din|ditt|dine?) (?:\S{1,30} ){0,1}(?:order|ordre|faktura|bestalling|betalning"
    r"|konto|bestilling|pakke|paket)|(?:order|ordre)bekraft|ordrebekreft|paminnelse\b"
    r"|pamindelse\b",
    r"tilausvahvistus|tilauksesi\b|laskusi\b|muistutus\b|vahvista\b",
    # Polish, Czech, Hungarian, Turkish
    r"(?:twoj|twoje|potwierdzenie) (?:zamowieni|platnos|rejestrac|faktur|konto)"
    r"|przypomnienie\b",
    r"(?:vase|potvrzeni) (?:objednav|platb|rezervac)|upozorneni\b|pripominka\b",
    r"(?:siparis|odeme|fatura|hesab)\w{0,8}\b|hatirlatma\b|bildirim\w{0,4}\b",
    # Russian, Ukrainian
    r"(?:ваш|подтвержд|напомин|уведомл|восстановлен|вход в|счет )",
    # Chinese, Japanese, Korean, Arabic
    r"(?:订单|訂單|验证码|驗證碼|密码|通知|提醒|账单|您的)|(?:ご注文|ご予約|お支払"
    r"|確認コード)",
    r"【[^】]{1,30}】.{0,40}(?:お知らせ|完了|確認|通知|ご案内)|(?:주문|결제|인증"
    r"|비밀번호|알림)",
    r"(?:تأكيد|إشعار|تذكير|فاتورة)",
)

# Web forms that send what a person filled in.
FORM = Wording(
    r"(?:contact|enquiry|inquiry|feedback|support|request|web|website"
    r"|online)[ -]?(?:us )?form\b",
    r"(?:new |online )?(?:lead|enquiry|inquiry|contact request|support request|case)\b",
    r"kontakt-?(?:formular|anfrage)|(?:neue )?anfrage\b|formulaire\b|contact(?:o|atto"
    r"|formulier)?\b",
    r"formulari[oe]\b|modulo (?:di )?contatt|yhteydenotto|kontaktskjema|formularz\b"
    r"|kontaktni\b",
    r"форма обратной связи|заявка с саита|iletisim formu|お問い合わせ|联系表|문의",
)

NEWSLETTER = Wording(
    r"news-?letters?\b|bulletin\b|mailing ?list\b|boletin\b|infolettre\b|nieuwsbrief\b",
    r"nyhetsbrev\b|nyhedsbrev\b|uutiskirje\b|bulten\w{0,3}\b|hirlevel\b|zpravodaj\b",
    r"рассылка|новости недели|ニュースレター|メルマガ|メールマガジン|뉴스레터|电子报"
    r"|電子報",
)

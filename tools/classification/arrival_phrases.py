"""Sentences of ticket systems and web forms: what was written has arrived. A line is a
language or two."""

import re

from .wording import Wording

# What was written has arrived and somebody will answer.
ACKNOWLEDGED = Wording(
    # English
    r"(?:we|i) (?:have |'ve )?(?:safely )?received your (?:e-?mail|message|request"
    r"|inquiry|enquiry)",
    r"your (?:e-?mail|message|request|inquiry|enquiry|question|ticket"
    r"|case) (?:.{1,60} )?(?:has been|was) (?:successfully )?(?:received|created|opened"
    r"|registered|logged|assigned|forwarded)",
    r"thank(?:s| you) for (?:contacting|your (?:e-?mail|message|inquiry|enquiry|request"
    r"|interest)|writing|getting in touch|e-?mailing)|acknowledge (?:the )?receipt",
    # German, French
    r"(?:wir haben )?ihre (?:anfrage|e-?mail|nachricht|mail) (?:.{1,30} )?(?:erhalten"
    r"|eingegangen)",
    r"(?:vielen )?dank fur ihre (?:anfrage|nachricht|e-?mail|mail|mitteilung)",
    r"(?:avons|a) (?:bien )?(?:ete )?recu(?:e)? (?:votre)?|accuse reception"
    r"|accuser reception",
    r"merci (?:de|pour) (?:nous avoir|votre (?:message|mail|e-?mail|demande))",
    # Spanish, Portuguese, Italian
    r"hemos recibido su|(?:su|tu) (?:mensaje|correo|solicitud) ha sido recibid"
    r"|gracias por (?:su|tu|contact|escrib)|recebemos (?:a sua|o seu|sua|seu)"
    r"|obrigad[oa] p(?:or|elo|ela)",
    r"abbiamo ricevuto|(?:la sua|la tua) (?:richiesta|e-?mail) e stata"
    r"|grazie per (?:averci|la sua)",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:uw|we hebben uw) (?:e-?mail|bericht|vraag|aanvraag) (?:.{1,20} )?ontvangen"
    r"|(?:be)?dankt? voor uw|tack for (?:ditt|din)|takk? for din"
    r"|(?:vi har )?(?:mottagit|modtaget|mottatt) di",
    r"kiitos (?:viestistasi|yhteydenotosta)|viestisi on vastaanotettu",
    # Polish, Czech, Russian, Turkish
    r"otrzymalismy|dziekujemy za|(?:vas|vasi) (?:dotaz|zprav|pozadavek)|dekujeme za",
    r"(?:ваше|ваша) (?:обращение|заявка|сообщение|письмо)|(?:mesajiniz|talebiniz"
    r"|e-?postaniz)",
    # Chinese, Japanese, Korean
    r"已收到(?:您|你|来信)|(?:来信|邮件)已收到|お問い合わせ(?:いただき|ありがと|を受)"
    r"|受け付け|접수되었",
)

# A ticket was made of what was written.
TICKET = Wording(
    # English
    r"(?:request|ticket|case|inquiry|enquiry|query|reply)\b.{0,60} (?:has|have) been "
    r"(?:received|created|opened|logged|registered|noted|assigned|generated)|(?:we|team"
    r"|representative|agent|staff) (?:will (?:\w{1,12} )?|usually "
    r"|typically )(?:get back|respond|reply"
    r"|answer|follow[- ]up|contact)\b.{0,40}(?:soon|within|shortly)",
    # German, French
    r"(?:ticket|vorgang|anfrage)\b.{0,40} (?:wurde|ist) (?:\w{1,14} )?(?:eroffnet"
    r"|erstellt|angelegt|erfasst|registriert|aufgenommen)",
    r"(?:demande|ticket|billet)\b.{0,40} a (?:bien )?ete (?:recue?|creee?|enregistree?"
    r"|ouverte?|prise? en compte)",
    # Spanish, Portuguese, Italian, Dutch
    r"(?:solicitud|ticket|tiquet|consulta|caso|pedido|chamado)\b.{0,40} (?:ha sido|se"
    r" ha|fue|foi) (?:recib|cread|registr|abiert|recebid|criad|abert)",
    r"(?:richiesta|ticket|segnalazione)\b.{0,40} (?:e stat[oa]|sono stat[oe])"
    r" (?:ricevut|creat|registrat|apert|aperto)|(?:verzoek|ticket|aanvraag"
    r"|melding)\b.{0,40} (?:is|werd) (?:\w{1,12} )?(?:ontvangen|aangemaakt"
    r"|geregistreerd|geopend)",
    # Polish, Czech, Swedish, Danish, Norwegian, Russian, Finnish
    r"(?:zgloszenie|zgloszenia|zapytanie)\b.{0,40} zostalo (?:\w{1,14} )?(?:przyjet"
    r"|utworzon|zarejestrowan|otrzyman)|(?:pozadavek|tiket|ticket)\b.{0,40} byl"
    r" (?:prijat|vytvoren|zaregistrovan)|(?:arende|henvendelse|sag|sak)\b.{0,40} (?:har"
    r"|er) (?:\w{1,12} )?(?:registrer|mottag|modtag|mottatt|skapat|oprettet|opprettet)",
    r"(?:заявк\w|запрос|обращение|тикет)\b.{0,40} (?:принят|создан|зарегистрирован"
    r"|получен)|(?:tukipyynto|palvelupyynto)\w{0,4}\b.{0,40} (?:vastaanotettu|luotu)",
    # Chinese, Japanese, Korean
    r"(?:工单|请求|問題|问题|申请)(?:.{0,20})(?:已创建|已收到|已提交|已受理|已建立)"
    r"|(?:チケット|お問い合わせ|リクエスト).{0,20}(?:作成|受付|受け付け|登録)|(?:티켓"
    r"|요청|문의).{0,16}(?:접수|생성|등록)되",
)

# A ticket system has what was written. Whoever answers it says so, too, where the
# ticket has a number.
RECEIVED = Wording(
    # English
    r"(?:we|i)(?:'ve| have)? (?:\w{1,12} )?(?:received|got|logged|registered|recorded) "
    r"your (?:\w{1,12} )?(?:request|ticket|query|enquiry|inquiry|case|question|message"
    r"|e-?mail|report|issue)|confirming that we(?:'ve| have)? (?:got|received)",
    r"(?:request|ticket|case|query|enquiry|inquiry|issue|question|message|reply)\b"
    r".{0,60} (?:has|have|was|were|is)(?: now| successfully)?(?: been)? (?:\w{1,14} )?"
    r"(?:received|created|opened|logged|registered|noted|assigned|submitted|recorded"
    r"|generated)\b",
    # German
    r"(?:wir haben (?:\w{1,14} ){0,3})?(?:\w{0,12}anfrage|anliegen|nachricht|e-?mail"
    r"|mail|meldung|mitteilung|ticket"
    r"|vorgang|fall|antwort)\b.{0,60}(?:erfasst|angelegt|registriert|eroffnet|erstellt"
    r"|aufgenommen|erhalten|eingegangen|entgegengenommen|zugewiesen|empfangen)\b",
    # French
    r"(?:demande|requete|ticket|billet|message|courriel|e-?mail|question|reponse)\b"
    r".{0,60} (?:a|est|ont) (?:bien )?(?:ete )?(?:bien )?(?:recue?|creee?"
    r"|enregistree?|ouverte?|prise? en compte|transmise?|attribuee?)\b"
    r"|avons bien (?:recu|pris en compte|enregistre)\b",
    # Spanish, Catalan, Galician
    r"(?:solicitud|ticket|tiquet|consulta|caso|peticion|mensaje|correo|incidencia"
    r"|respuesta)\b.{0,60} (?:ha sido|se ha|se le ha|fue|quedo) (?:\w{1,14} )?(?:recib"
    r"|cread|registr|abiert|asignad)|(?:hemos|se ha) (?:recibido|creado|registrado"
    r"|abierto) (?:su|tu|un|el|la)|recibimos (?:su|tu)\b",
    r"(?:hem|s'ha) (?:rebut|creat|registrat|obert) (?:la|el|un)|(?:sol.licitud|peticio"
    r"|tiquet)\b.{0,60} s'ha (?:\w{1,10} )?(?:rebut|creat|registrat|obert)"
    r"|(?:solicitude|peticion|mensaxe)\b.{0,60} foi (?:recibid|cread|rexistrad)",
    # Portuguese, Italian
    r"(?:solicitacao|pedido|chamado|ticket|mensagem|e-?mail|consulta|resposta)\b.{0,60}"
    r" (?:foi|foram) (?:\w{1,14} )?(?:recebid|criad|registrad|registad|abert|atribuid)"
    r"|foi (?:criad|abert|registrad|registad|recebid)[oa] (?:o|a|um|uma|seu|sua)\b"
    r"|recebemos (?:o |a )?(?:seu|sua|vosso|vossa)\b",
    r"(?:richiesta|ticket|segnalazione|messaggio|e-?mail|domanda|risposta)\b.{0,60} "
    r"(?:e stat[oa]|sono stat[oe]) (?:\w{1,14} )?(?:ricevut|creat|registrat|apert"
    r"|assegnat|pres[oa] in carico)|e stat[oa] (?:creat|apert|registrat)[oa] (?:un|il"
    r"|la)|abbiamo (?:ricevuto|registrato|preso in carico)\b",
    # Dutch
    r"(?:verzoek|\w{0,12}ticket|aanvraag|melding|vraag|bericht|e-?mail|hulpvraag)\b"
    r".{0,60} ?(?:ontvangen|aangemaakt|geregistreerd|geopend|toegewezen)\b",
    # Swedish, Danish, Norwegian, Icelandic
    r"(?:arende|henvendelse|sag|sak|fraga|foresporsel|foresporgsel|forfragan|ticket"
    r"|melding|meddelande|besked)\w{0,3}\b.{0,40} (?:har|er|ar|blev|ble)\b.{0,30}"
    r"(?:registrer|mottag|modtag|mottatt|skapa|opp?ret|tilldel|tildel)|(?:har|vi) "
    r"(?:\w{1,10} )?(?:tagit emot|mottagit|modtaget|mottatt) (?:din|ditt|jeres|er)",
    r"(?:beiðni|fyrirspurn)\w{0,4}\b.{0,60}(?:mottek|skrað|stofnuð)",
    # Finnish, Estonian, Latvian, Lithuanian
    r"(?:(?:tuki|palvelu)?pyynto|tiketti|yhteydenotto|viesti)\w{0,5}\b.{0,60}"
    r"(?:vastaanotettu|luotu|kirjattu|rekisteroity|avattu)|olemme (?:vastaanottaneet"
    r"|saaneet)",
    r"(?:poordumi|paring|sonum)\w{0,4}\b.{0,60}(?:katte saadud|registreerit|loodud"
    r"|vastu voetud)|(?:pieprasijum|zinojum|pieteikum)\w{0,3}\b.{0,60}(?:sanemt"
    r"|registret|izveidot)|(?:uzklaus|zinut|prasym)\w{0,4}\b.{0,60}(?:gaut"
    r"|uzregistruot|sukurt|priimt)",
    # Polish, Czech, Slovak
    r"(?:zgloszeni\w|zapytani\w|wiadomosc|wniosek|ticket)\b.{0,60} zostal[aoy]? "
    r"(?:\w{1,14} )?(?:przyjet|utworzon|zarejestrowan|otrzyman|zapisan)"
    r"|(?:otrzymalismy|zarejestrowalismy|przyjelismy|utworzono|zarejestrowano|przyjeto)"
    r" (?:\w{1,14} ){0,3}(?:zgloszeni|zapytani|wiadomosc)",
    r"(?:pozadavek|poziadavk[au]|tiket|ticket|dotaz|zprav[au]|sprava|zadost|ziadost)\b"
    r".{0,60} (?:byl|bol)[aoiy]? (?:\w{1,14} )?(?:prijat|vytvoren|zaregistrovan"
    r"|zaevidovan|doruc|pridelen)|(?:obdrzeli|prijali|zaevidovali|obdrzali) j?sme\b",
    # Hungarian, Romanian, Albanian, Basque
    r"(?:megkereses|kereles|bejelentes|uzenet|hibajegy|keres)\w{0,6}\b.{0,60}"
    r"(?:megkapt|rogzit|letrejott|letrehoz|iktat|megerkez|beerkez)",
    r"(?:solicitarea|tichetul|cererea|mesajul|sesizarea)\b.{0,60} a fost (?:\w{1,14} )?"
    r"(?:primit|creat|inregistrat|deschis)|(?:am|a fost) (?:primit|creat|inregistrat"
    r"|deschis)a? (?:un |o )?(?:solicitare|tichet|cerere|mesaj)",
    r"(?:kerkesa|tiketa|mesazhi)\w{0,3}\b.{0,60} u (?:pranua|regjistrua|krijua)"
    r"|(?:eskaera|mezua)\w{0,3}\b.{0,60}(?:jaso|sortu|erregistratu)",
    # Croatian, Serbian, Slovene
    r"(?:zahtjev|zahtev|upit|poruka|tiket|sporocilo|prijava)\w{0,3}\b.{0,60} "
    r"(?:je|su|bil[ao]?) (?:\w{1,10} )?(?:zaprimljen|primljen|kreiran|otvoren|stvoren"
    r"|prejet|zabelezen|ustvarjen|odprt)|(?:otvoren|kreiran|stvoren|ustvarjen"
    r"|primljen|zaprimljen)\w? je (?:\w{1,10} )?(?:zahtjev|zahtev|upit|tiket)"
    r"|(?:primili|zaprimili|prejeli) smo\b",
    # Turkish, Vietnamese, Indonesian, Malay
    r"(?:taleb|talep|istek|isteg|bilet|kayd|mesaj)\w{0,10}\b.{0,60}(?:alin|olustur"
    r"|kaydedil|iletil|ulas)\w{0,2}(?:di|mis|du|mus|ti)\w{0,4}\b",
    r"yeu cau\b.{0,60}(?:duoc tiep nhan|duoc tao|duoc ghi nhan)|da nhan duoc yeu cau"
    r"|(?:permintaan|tiket|pesan|permohonan)\b.{0,60} (?:telah|sudah) (?:\w{1,10} )?"
    r"(?:terima|diterima|dibuat|didaftarkan|dicatat|dibuka)",
    # Russian, Ukrainian, Bulgarian, Serbian, Macedonian
    r"(?:обращени|заявк|запрос|тикет|сообщени|письмо)\w{0,3}\b.{0,60}(?:принят|создан"
    r"|зарегистрирован|получен|присвоен)|(?:получили|приняли|зарегистрировали|создан"
    r"[ао]?|зарегистрирован[ао]?) (?:ваш\w{0,2} )?(?:обращени|заявк|запрос|тикет)",
    r"(?:звернення|заявк|запит|повідомлення|тікет)\w{0,3}\b.{0,60}(?:прийнят|створен"
    r"|зареєстрован|отриман|присвоєн)|(?:запитване|заявка|искане|съобщение|барање"
    r"|захтев|билет|тикет)\w{0,4}\b.{0,60}(?:получен|регистриран|създаден|приет|примен"
    r"|примљен|заведен|креиран|отворен)",
    # Greek, Arabic, Persian, Hebrew, Thai
    r"(?:αιτημα|δελτιο|μηνυμα|ερωτημα)\w{0,3}.{0,60}(?:καταχωρ|ληφθ|δημιουργ)"
    r"|λαβαμε το (?:αιτημα|μηνυμα)|(?:δημιουργηθηκε|καταχωρηθηκε) (?:\w{1,10} )?"
    r"(?:αιτημα|δελτιο)",
    r"تم (?:استلام|تسجيل|إنشاء|فتح) (?:طلب|رسالت|تذكر)|لقد (?:استلمنا|تلقينا)"
    r"|(?:درخواست|پیام|تیکت).{0,40}(?:دریافت|ثبت|ایجاد)|(?:פניי?ת|בקש|קריא|הודע).{0,40}"
    r"(?:התקבל|נפתח|נרשמ|נוצר)|ได้รับ.{0,20}(?:คำขอ|ข้อความ|เรื่อง)"
    r"|(?:คำขอ|ตั๋ว).{0,40}(?:ถูกสร้าง|ได้รับ|ลงทะเบียน)",
    # Chinese, Japanese, Korean
    r"(?:工单|工單|请求|請求|案件|问题|問題|申请|申請|咨询|諮詢).{0,30}已(?:被)?(?:创建"
    r"|建立|收到|提交|受理|登记|登記|分配)|已(?:经|經)?收到(?:您|你)的",
    r"(?:チケット|問い?合わ?せ|リクエスト|ご依頼|ご質問).{0,30}(?:作成|受付|受け付け"
    r"|受領|登録|受信)|(?:티켓|요청|문의).{0,20}(?:접수|생성|등록)되",
)

# A number that something has, in a folded text, where "No" is left of "№".
NUMBER = re.compile(
    r"#\s?\d{1,12}\b|\[[^\[\]\n]{0,30}\d{3,12}\]|(?:\b(?:\w{0,14}nummer"
    r"|n[uo]m[a-z]{1,8}"
    r"|nr|n\.?o|cisl\w{1,3}|szam\w{0,4}|azonosito\w{0,3}|broj\w{0,4}|stevilk\w{1,3}"
    r"|zenbaki\w{0,3}|ma so|ticket|case|request)\b|n\.?°|No|номер|број|αριθμ|番号|编号"
    r"|編號|번호|رقم|מספר|شماره|หมายเลข)[^\d\n]{0,20}\d{2,12}"
    r"|\b\d{2,12} (?:numara|szam)"
)

# That it was not received.
NEGATED = re.compile(
    r"\b(?:not|never|isn't|wasn't|hasn't|nicht|nie|keine?|pas|jamais|non|niet|geen"
    r"|nooit"
    r"|inte|ej|ikke|aldri|aldrig|ei|ole|nem|nu|nao|nunca|ne|nije|nebyl[aoiy]?"
    r"|nebol[aoi]?"
    r"|khong|tidak|belum|degil|не|δεν)\b|\bno (?:ha|se|fue|he)\b|mamis|inmadi|ilmedi"
    r"|未|没|沒|ません|ない|않|못|لم|לא|ไม่"
)

# Somebody will answer.
PROMISE = Wording(
    # English, German
    r"as soon as (?:possible|we can)|(?:will|shall) (?:\w{1,12} ){0,3}(?:shortly|soon"
    r"|within|in due course)\b|(?:respon|repl|answer|contact|touch"
    r"|back)\w{0,8}\b.{0,40}"
    r"(?:shortly|soon|within \w)|(?:schnellst|baldm)\w{0,8}|so (?:schnell|bald) wie"
    r"|in kurze|zeitnah|umgehend|in den nachsten",
    # French, Spanish, Catalan, Portuguese, Italian
    r"(?:dans )?les (?:meilleurs|plus brefs) delais|(?:des|aussitot) que possible"
    r"|prochainement|sous peu|(?:lo|la) (?:mas|antes) (?:pronto|breve|rapid\w) posible"
    r"|lo antes posible|a la (?:mayor )?brevedad|(?:en|com) breve\b|tan pronto como|al "
    r"mes aviat|quanto antes|(?:o )?mais (?:breve|rapido|cedo)|assim que possivel"
    r"|brevemente|(?:il )?(?:prima|piu presto) possibile|al piu presto|quanto prima"
    r"|a breve\b",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"zo (?:snel|spoedig) mogelijk|spoedig|binnenkort|sa (?:snart|fort) (?:som|vi)"
    r"|inom kort|(?:snarest|hurtigst) mulig\w{0,1}|i naer fremtid|mahdollisimman pian"
    r"|pian\b",
    # Polish, Czech, Slovak, Hungarian, Romanian, Turkish
    r"(?:naj|jak naj)(?:szybciej|predzej)|wkrotce|niebawem|co nejdrive|brzy\b"
    r"|v nejblizsi"
    r"|co najskor|coskoro|(?:hamarosan|rovidesen|mielobb|leheto leghamarabb)"
    r"|(?:in )?cel "
    r"mai scurt|cat (?:mai|de) (?:curand|repede)|in curand|en kisa (?:surede|zamanda)",
    # Croatian, Slovene, Estonian, Latvian, Lithuanian, Vietnamese, Indonesian
    r"u najkracem|sto (?:je )?(?:prije|pre)\b|uskoro|v najkrajsem|(?:v )?kratkem"
    r"|esimesel voimalusel|peagi|pec iespejas|driz|kaip (?:galima|imanoma) greiciau"
    r"|netrukus|som nhat|secepatnya|segera\b",
    # Russian, Ukrainian, Bulgarian, Serbian, Greek
    r"в ближаишее|как можно (?:скорее|быстрее)|в скором времени|наиближчим|якнаишвидше"
    r"|възможно наи-скоро|в наи-кратък|у наикраћем|ускоро|το συντομοτερο|συντομα",
    # Arabic, Persian, Hebrew, Thai, Chinese, Japanese, Korean
    r"أقرب وقت|قريبا|به زودی|در اسرع|בהקדם|โดยเร็ว|เร็วที่สุด|尽快|儘快|尽早|折り返し"
    r"|できるだけ早く|追って|빠른 시일|최대한 빨리|곧 ",
)

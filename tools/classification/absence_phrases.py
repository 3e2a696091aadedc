"""Sentences of those who are away, in the languages of mail programs. A line is a
language or two."""

from .wording import Wording

# Somebody is away. People write this as well, of themselves or of others.
ABSENCE = Wording(
    # English
    r"out of (?:the |my )?(?:office|town|country)\b|(?:am|be) (?:currently )?out "
    r"(?:on|until|from|today|this|all)\b",
    r"(?:am|be) (?:\w{1,12} )?(?:away|unavailable|absent)\b|away (?:from (?:the|my) "
    r"(?:office|desk|mail|e-?mail)|until)\b",
    r"(?:on|from) (?:\w{1,12} )?(?:vacation|holidays?|leave|travel)\b|(?:my"
    r"|of|is) (?:\w{1,12} )?(?:vacation|vaction)\b",
    r"(?:maternity|parental|paternity|annual|sick|medical) leave|(?:limited|no|without|"
    r"intermittent|little) access to (?:my )?(?:e-?mail|the internet)",
    r"in my absence|(?:when|upon|on|until|after) (?:i |my )return|missed your"
    r"|i(?: will| shall|'ll|'m| am) (?:not )?(?:be )?(?:back (?:on|in|at|until|from)"
    r"|return(?:ing)? (?:on|to (?:work|the office)))\b",
    r"no longer (?:with|working (?:at|for)|employed|works? (?:at|for|here)"
    r"|at)\b|(?:have|has) (?:retired|left the (?:company|organi[sz]ation))\b",
    # German
    r"nicht (?:im (?:buro|hause?|dienst)|zu hause|am platz|weitergeleitet|gelesen)\b",
    r"(?:bin|leider|zur ?zeit|derzeit|momentan)\b.{0,60}nicht erreichbar",
    r"abwesen(?:d|heit)|elternzeit|mutterschutz|urlaub|ausser haus|auf dienstreise"
    r"|erkrankt|nach meiner ruckkehr",
    # French
    r"absente? (?:du|jusqu|de mon|ce|le|pour)|en conges?\b|en vacances"
    r"|mon absence|actuellement absent|hors du bureau|en deplacement|ne travaille plus",
    r"je (?:suis|serai) (?:\w{1,12} )?(?:absent|en (?:conge|vacance|deplacement|arret))"
    r"|mon retour",
    # Spanish, Catalan
    r"fuera de (?:la |mi )?oficina|vacaciones|(?:estare|estoy"
    r"|me encuentro) (?:\w{1,12} )?(?:ausente|fuera|de (?:viaje|baja|permiso|licencia))"
    r"|mi ausencia|a mi (?:regreso|vuelta)|fora de (?:l'oficina|la feina)|sere fora"
    r"|de vacances|ya no trabaja",
    # Portuguese
    r"fora do escritorio|ausente do escritorio|encontro-me ausente|ferias|(?:estarei"
    r"|estou) (?:ausente|fora|em viagem"
    r"|de (?:licenca|folga))|minha ausencia|nao faz mais parte|meu r(?:etorno|egresso)",
    # Italian
    r"fuori (?:ufficio|sede|citta)|in ferie|(?:saro|sono) (?:assente|fuori|in ferie)"
    r"|mia assenza",
    r"al mio rientro|assente (?:dal|fino)|ufficio chiuso|chius[ui] per"
    r"|chiusura (?:estiva|natalizia)|non lavora piu",
    # Dutch
    r"niet (?:op kantoor|aanwezig|bereikbaar|in de gelegenheid)|afwezig|(?:met"
    r"|op) (?:vakantie|verlof)|(?:zwangerschaps|ouderschaps)verlof|niet meer werkzaam",
    # Swedish
    r"(?:inte|ej) (?:pa kontoret|pa plats|tillganglig|antraffbar)|(?:pa|har) semester"
    r"|franvar|jag ar borta",
    r"tjanstledig|foraldraledig|ater pa (?:kontoret|plats|jobbet)",
    # Danish, Norwegian
    r"ikke (?:pa kontoret|til ?stede|tilgjengelig)|utilgjengelig fra|(?:pa|holder|har)"
    r" ferie|fravaer|ute av kontoret|(?:pa|barsel)?orlov|pa barsel|permisjon",
    # Icelandic, Basque, Albanian
    r"er ekki við fra\b|er i (?:sumar)?frii\b|kanpoan (?:egongo|nago)|oporretan\b"
    r"|jashte zyres\b|me pushime\b",
    # Finnish, Estonian
    r"en ole (?:\w{2,12} ){0,2}(?:toimistolla|toissa)\b|poissa (?:toimistolta|\d"
    r"|\w{2,12}sta)|lomalla|olen poissa|vuosiloma"
    r"|en ole paikalla|vanhempainvapaa|puhkusel\b",
    # Polish
    r"poza biurem|urlopi?e?u?\b|nieobecn|przebywam na|po powrocie|jestem niedostepn",
    # Czech, Slovak
    r"nie som v kancelari|mimo kancelar|dovolenk?[aeouy]|nepritom|po navratu"
    r"|zpet v kancelari",
    # Hungarian, Romanian, Croatian, Slovene
    r"szabadsagon|nem vagyok (?:az irod|email|elerheto)|tavol vagyok|concediu|nu sunt"
    r" la birou|lipsesc|in vacanta\b|godisnj|na dopustu|izvan ureda|odsot(?:en|na)"
    r"|odsutan|nisam u"
    r" uredu",
    # Russian, Ukrainian, Bulgarian
    r"в отпуск|отпуск[еа]\b|отсутств(?:ую|ова|ия)|меня не будет|не в офисе"
    r"|в командировке|нет (?:на месте|в офисе)|не в офісі|немає в офісі"
    r"|на годишњем|нисам у канцеларији",
    r"відпустці|відсутн|отпуска|отсъства|няма да бъда на|больничн|декрет|отсутен",
    # Greek, Turkish
    r"εκτος γραφειου|απουσιαζω|σε αδεια|με αδεια",
    r"ofis disi|bulunmayacagim|izinde\b|izinliyim|yillik izin|tatilde|ofiste degil",
    # Chinese
    r"休假|外出|不在(?:办公|辦公|公司)|出差|年假|产假|休息中|(?:无法"
    r"|不能)(?:及时)?回[信复]",
    # Japanese
    r"休暇|不在|夏季休業|年末年始|出張|外出中|休業|席を外",
    # Korean
    r"부재|휴가|출장|자리를 비|외근",
    # Thai, Latvian, Lithuanian
    r"ลา(?:พักร้อน|หยุด|พักผ่อน)|ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ)",
    r"atostog(?:auj|os)\w{0,3}\b|(?:esu|busiu) isvyk\w{1,5}\b|nesu (?:biure|darbe)\b"
    r"|atvalinajum\w{1,2}\b"
    r"|neesmu biroja",
    # Arabic, Hebrew, Vietnamese, Indonesian
    r"لست في المكتب|إجازة|خارج المكتب|מחוץ למשרד|בחופשה|בחופשת",
    r"nghi phep|vang mat|đi cong tac|sedang (?:cuti|tidak)|di luar kantor",
)

# Somebody or something is away.
MAYBE_AWAY = Wording(
    r"out (?:on|until|from|today|this|all)\b|(?:am|be|is) (?:\w{1,12} )?(?:out|away"
    r"|unavailable)\b|away on\b|vacation\b|vaction\b|retired\b|has left the\b"
    r"|no longer (?:works?|an)\b|nicht erreichbar"
)

# Somebody comes back, or will answer then. Customers write so of what they return.
RETURN = Wording(
    # English
    r"(?:will|shall|'ll|would) (?:not )?(?:be )?(?:returning|back|respond|reply|answer"
    r"|attend)(?:ing)?\b|(?:i|he|she|who|we)(?: will|'ll| shall) return\b|will return"
    r"(?: on| to (?:the office|work)|\.|;)",
    r"(?:not |be )?back (?:(?:on|at|until|from)\b|in (?:the )?office)|return(?:ing)?"
    r" (?:on|from|to (?:the office|work)|\w{3,9}day)\b",
    # German, French, Spanish, Portuguese, Italian
    r"wieder (?:im buro|erreichbar|zuruck|fur sie|da|im hause?)|de retour (?:le|au"
    r"|lundi)|regresare|volvere (?:el|a)|vuelvo el\b|retornarei|regressarei|rientrero"
    r"|rientro in ufficio",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"weer (?:aanwezig|bereikbaar|op kantoor)|tillbaka (?:den|pa|igen|i )"
    r"|tilba(?:ge|ke) (?:igen|igjen|pa|den|man)|palaan\b",
    # Polish, Czech, Hungarian, Romanian, Russian, Ukrainian, Greek, Turkish, Chinese
    r"wracam|vratim se (?:\d|v |ve |az|po)|visszater|revin (?:la|pe|in)|вернусь"
    r"|повернусь|επιστρεφω|donecegim"
    r"|返回后",
)

# Somebody else is to be asked. Customers write so of themselves.
STAND_IN = Wording(
    # English
    r"(?:please|kindly|you (?:may|can)) (?:\w{1,12} ){0,2}(?:refer|direct|redirect"
    r"|forward|send|resend|address|contact|call|reach|e-?mail)\b|for (?:immediate"
    r"|urgent)\b|if (?:urgent|your)",
    # German, French, Spanish, Portuguese, Italian, Dutch
    r"(?:in )?dringenden (?:fall|angelegenheit)|wenden sie sich|vertret(?:ung|en)"
    r"|cas d'urgence|en cas urgent|(?:caso|asuntos|assumptes|temas) (?:de )?urgen"
    r"|in caso di urgenz|per urgenze|(?:bij|voor) (?:spoed|dringende)",
    # Swedish, Danish, Norwegian, Finnish, Polish, Czech, Hungarian, Turkish
    r"bradskande|nodstilf|hastesag|viktige henvendelser|kiireelli|pilnych|naglych"
    r"|nalehav|surgos|acil durum",
    # Russian, Ukrainian, Bulgarian, Macedonian, Chinese, Japanese, Korean
    r"срочн|термінов|при спешност|итни случаи|紧急|急事|緊急|至急|긴급|급한",
)

# Nobody is there any more who reads the mailbox, or it is not used any more.
GONE = Wording(
    # English
    r"(?:mailbox|inbox|account|e-?mail address|address) (?:is|has been|will be) (?:no "
    r"longer|not|closed|retired|discontinued|deactivated)\b|no longer (?:with|works? "
    r"(?:at|for)|employed (?:at|by)) (?:us|our|the company)",
    # German, French
    r"nicht mehr (?:\w{1,14} ){0,4}(?:tatig|beschaftigt|verwendet|genutzt|betreut"
    r"|gelesen|abgerufen|erreichbar|gultig)\b",
    r"ne (?:travaille|fait) plus (?:\w{1,12} ){0,2}(?:chez|pour|partie)|(?:adresse"
    r"|boite)\b.{0,30} n'est plus (?:utilisee|consultee|active|valide|relevee)",
    # Spanish, Portuguese, Italian, Dutch
    r"ya no (?:trabaja|forma parte|se (?:usa|utiliza|consulta))|nao (?:trabalha|faz) "
    r"mais|nao e mais (?:usad|utilizad|consultad)|non (?:lavora|fa) piu"
    r"|non e piu (?:attiv|utilizzat|presidiat)|niet (?:meer|langer) (?:\w{1,12} )?"
    r"(?:werkzaam|in gebruik|gebruikt|gelezen|in dienst)",
    # Swedish, Danish, Norwegian, Polish, Russian
    r"(?:arbetar|arbejder|jobber|anvands|bruges|brukes) (?:inte|ikke) laengere|(?:inte"
    r"|ikke) (?:langre|lenger|laengere)\b|juz nie (?:pracuje|jest)"
    r"|больше не (?:работает|используется)",
)

# What was sent there is neither read nor passed on.
UNREAD = Wording(
    r"(?:message|mail|e-?mail)s?\b.{0,40} (?:was|were|has been|have been|is|are|will) "
    r"not (?:be |been |being )?(?:read|forwarded|processed|seen|monitored)\b",
    r"(?:nachricht|mail|e-?mail)\w{0,2}\b.{0,40} (?:wird|werden|wurde|wurden) (?:"
    r"\w{1,14} )?nicht (?:weitergeleitet|gelesen|bearbeitet)",
    r"(?:message|mail|courriel)s?\b.{0,40} (?:n'a|ne sera|n'est) (?:pas|ni)"
    r" (?:\w{1,8}"
    r" )?(?:lu|transmis|transfere|traite)|(?:mensaje|correo|mensagem|e-?mail)s?"
    r"\b.{0,40} (?:no|nao) (?:ha sido|sera|foi|se) (?:\w{1,8} )?"
    r"(?:leid|reenvi|lid|encaminhad)",
    r"(?:messaggio|mail)\b.{0,40} non (?:e stat\w|sara|verra) (?:lett|inoltrat)"
    r"|(?:bericht|mail)\b.{0,40} (?:wordt|is) niet (?:gelezen|doorgestuurd)"
    r"|(?:wiadomosc|письмо|сообщение)\b.{0,40} (?:nie|не) (?:zosta|bedzie|будет|было)",
)

# A company is closed.
CLOSED = Wording(
    r"(?:our |the )(?:office|company|business|shop)s? (?:is|are|will be|remains?) "
    r"(?:\w{1,12} )?closed\b|betriebs(?:ferien|urlaub)\b|(?:buro|betrieb|unternehmen) "
    r"(?:ist|bleibt) .{0,60}geschlossen\b",
    r"(?:bureaux?|entreprise|societe) (?:est|sont|sera|seront) fermee?s?\b|oficina "
    r"(?:esta|estara|permanecera) cerrada\b|kantoor is .{0,60}gesloten\b",
)

# In urgent matters, or at once.
URGENT = Wording(
    # English, German, French
    r"(?:if|for|in|any) (?:\w{1,12} ){0,3}(?:urgen(?:t|cy)|immediate|emergency)\b"
    r"|(?:in|bei|fur) (?:\w{1,12} ){0,2}(?:dringend|dringlich|eilig)\w{1,3}\b|wenn es "
    r"dringend\b|(?:cas|demandes?|questions?|besoins?) (?:d'|est |en "
    r"|sont )?urgen\w{1,4}",
    # Spanish, Portuguese, Italian, Dutch
    r"(?:caso|temas|asuntos?|cuestiones|assuntos?) (?:de )?urgen\w{2,4}|(?:per"
    r"|caso di) "
    r"(?:\w{1,12} )?urgen\w{2,4}|(?:bij|voor|in) (?:\w{1,8} )?(?:spoed"
    r"|dringende)\w{0,8}",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:vid|i|om) (?:\w{1,8} )?(?:bradskande|akuta)\b|(?:ved|i|om) (?:\w{1,8} )?"
    r"(?:hastesager|nodstilf\w{2,6}|presserende|viktige|haster)\b|kiireellis\w{1,5}",
    # Hungarian, Romanian, Turkish
    r"surgos (?:eset|ugy)\w{1,5}|(?:caz|cazuri|probleme) (?:de )?urgen\w{1,3}\b"
    r"|acil (?:durum|konu)\w{1,5}",
    # Polish, Czech, Russian, Ukrainian
    r"(?:w|o) (?:\w{1,8} )?piln\w{1,3}\b|v (?:\w{1,9} )?(?:nalehav|urgentn)\w{1,3}\b"
    r"|(?:по|в|во) (?:\w{1,9} )?(?:срочн|экстренн|термінов)\w{2,3}(?!\w)"
    r"|з термінових(?!\w)",
)

# Somebody is to be written to or called.
CONTACT = Wording(
    r"contact|kontakt|contat|contatt|e?-?mail\w{0,3} (?:to|naar|na|till?)\b|(?:call"
    r"|phone"
    r"|direct|refer|write|address)\b|wenden\b|joindre\b|adress(?:er|ez)\b|rivolg\w{2,6}"
    r"|scriv\w{2,4}|escrib\w{1,3}|mailen\b|bellen\b|yhtey\w{2,6}"
    r"|fordul\w{2,6}|iletisime\b|ulasabilirsiniz\b",
    r"обра(?:ща|ти)\w{2,6}|свя(?:ж|з)\w{3,7}|звон\w{3,5}|зверта\w{3,6}",
)

# What was sent there is answered after the return.
LATER = Wording(
    r"(?:will|shall|'ll) (?:answer|reply to|respond to|read) (?:your (?:message"
    r"|e-?mail)"
    r"|(?:all )?(?:messages|e-?mails))\b|(?:messages|e-?mails) will be (?:answered"
    r"|read) "
    r"(?:after|when|upon)\b",
    r"(?:e-?mails?|nachrichten?|anfragen)\b.{0,20} (?:wird|werden) (?:\w{1,12} ){0,3}"
    r"(?:bearbeitet|beantwortet|gelesen)\b",
    r"repondrai a (?:votre|vos) (?:message|mail|e-?mail)s?\b|respondere a (?:su|sus) "
    r"(?:mensaje|correo)s?\b|responderei (?:a|ao) (?:sua|seu) (?:mensagem|e-?mail)\b"
    r"|rispondero (?:alla|al) (?:sua|suo|tua|tuo) (?:mail|e-?mail|messaggio)\b",
    r"(?:lees|beantwoord) (?:mijn|uw) (?:e-?mails?|mails?|berichten?) (?:niet|na)\b",
)

# Whoever writes wants to be answered, or wants somebody to read something.
WANTS_ANSWER = Wording(
    r"please (?:\w{1,12} )?(?:answer|reply|respond|read|check|return|work)\b|bitte "
    r"(?:\w{1,14} ){0,4}(?:antworten|beantworten|lesen)\b|(?:veuillez|merci de) "
    r"(?:\w{1,8} ){0,2}(?:repondre|lire)\b|favor (?:\w{1,8} )?(?:responder|leer)\b",
)

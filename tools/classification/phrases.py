"""Sentences that mail programs write into bodies, in the languages they have. A line is
a language or two."""

from .wording import Wording

# The mail says itself that no person wrote it, or that it must not be answered.
DECLARED = Wording(
    # English
    r"this (?:is|was) (?:an? )?(?:\w{1,12} )?(?:auto(?:matic(?:ally)?|mated)?|system"
    r"|computer|machine)[- ]?(?:generated|sent)?[- ](?:\w{1,12}[- ])?(?:reply|response"
    r"|answer|responder|message|e-?mail|mail|notification|notice|acknowledg|report)",
    r"(?:this|the) (?:message|e-?mail|mail|notification|report|letter|reply"
    r"|response) (?:is|was|has been) (?:\w{1,12} )?(?:(?:sent|created|being"
    r"|generated) )?(?:automatically (?:generated|sent|creat|produced|e-?mailed|by)"
    r"|auto(?:-| )?generated|automated|automatically[.,]|generated (?:auto|by)|machine"
    r"|sent by (?:an? )?(?:auto|system|robot|computer))",
    r"(?:automatically|computer|system|machine|auto)[- ]generated (?:e-?mail|message"
    r"|mail|respon|repl|notif|report|delivery)|automated (?:message|e-?mail|mail"
    r"|response|reply|notification)",
    r"(?:do|does|should) not (?:try to )?(?:reply|respond"
    r"|answer)(?: directly)?(?: back)? ?(?:to|on|\.|,|as|-|\Z)|don't (?:reply"
    r"|respond) to|(?:not|never) (?:be )?(?:read|monitored)\b",
    r"repl(?:y|ies|ying) to this (?:e-?mail|message|address|mail) (?:is|are|will|can"
    r"|goes)",
    r"e-?(?:mail|post)\w{0,3}[- ]{0,2}robot|unmonitored|(?:mailbox|address|account"
    r"|inbox) (?:is|that is) (?:not"
    r"|un)[ -]?(?:monitored|attended|checked)|(?:sent"
    r"|send) from (?:an? )?(?:notification|send|unattended)-?only",
    # German
    r"(?:dies ist|hierbei handelt es sich um) eine? (?:\w{1,20} )?(?:automati"
    r"|maschinell|system)",
    r"automatisch (?:erstellt|generiert|erzeugt|versandt|versendet|verschickt"
    r"|gesendet)",
    r"automati(?:siert|sch)e?[rns]{0,2} (?:generierte |erstellte |erzeugte )?(?:e-?mail"
    r"|nachricht|antwort|mail|mitteilung)|(?:antworten"
    r"|beantworten) sie (?:bitte )?nicht|bitte nicht (?:auf|an) dies"
    r"|nicht auf diese (?:e-?mail|nachricht|mail|adresse)|systemnachricht",
    # French
    r"(?:message|courriel|e-?mail|mail|reponse|notification) (?:\S{1,20} )?automatique"
    r"|robot (?:de|e-?mail)\b",
    r"(?:genere|envoye|cree)e?s? automatiquement|ne (?:pas "
    r"|veuillez pas )?(?:y )?(?:repondre|repondez)|merci de ne pas"
    r"|boite (?:aux lettres )?non (?:consultee|surveillee)",
    # Spanish, Catalan
    r"(?:mensaje|correo|respuesta|mail|e-?mail"
    r"|notificacion) (?:\S{1,20} )?(?:automatic[oa]|generad[oa] (?:de forma )?autom"
    r"|enviad[oa] autom)|generado automaticamente|(?:favor|no)(?: de)? no (?:respond"
    r"|contest)|no (?:responda|conteste|respondas)\b|missatge automatic",
    # Portuguese
    r"(?:mensagem|resposta|e-?mail) (?:\S{1,20} )?(?:automatic[oa]|gerad[oa] autom"
    r"|enviad[oa] autom)",
    r"nao respond(?:a|er)\b|nao e monitorad",
    # Italian
    r"(?:messaggio|risposta|e-?mail|mail) (?:\S{1,20} )?(?:automatic[oa]"
    r"|generat[oa] autom|inviat[oa] autom)|non rispondere|non risponda"
    r"|generata automaticamente",
    # Dutch
    r"automatisch(?:e)? (?:antwoord|bericht|gegenereerd|verzonden|aangemaakt|verstuurd"
    r"|e-?mail|ontvangst|bevestiging|reactie)|(?:kunt|gelieve|kan) (?:u )?niet (?:op "
    r"|te )?(?:dit |deze )?(?:bericht |e-?mail )?(?:te )?(?:reageren|antwoord"
    r"|beantwoord)|niet beantwoorden",
    # Swedish, Danish, Norwegian
    r"(?:automatiskt?|autogenerere[dt]|auto) ?(?:svar|genere\w{1,8}|meddelande"
    r"|meddelelse|melding|mail|e-?post|e-?mail|skickat|utskick|sendt|udsendt|besked)"
    r"|automatgenerer",
    r"(?:gar|kan) (?:inte|ikke|ej) (?:att )?(?:besvara|svara)|svara (?:inte|ej) pa"
    r"|svar ikke pa|ikke svar(?:e)? pa|kan ikke besvares",
    # Finnish
    r"automaattinen (?:vastaus|viesti|ilmoitus)|automaattisesti|ala vastaa"
    r"|ei voi vastata",
    # Polish
    r"(?:wiadomosc|odpowiedz|mail) (?:\S{1,20} )?(?:wygenerowan\w "
    r"|wyslan\w )?automatyczn",
    r"(?:wygenerowan|wyslan)\w{1,3} (?:zostal\w )?automatycznie|nie odpowiad",
    # Czech, Slovak, Hungarian, Romanian, Croatian
    r"automatick[ay] (?:odpov|zprav|sprav|generov|e-?mail)|automaticky (?:generov"
    r"|vygenerov|odesl|zasl)|neodpovidejte|neodpovedajte|automatikus (?:valasz|uzenet"
    r"|e-?mail)|ne valaszoljon",
    r"mesaj (?:generat )?automat|nu raspunde|automatski (?:generir|odgovor|poslan)"
    r"|ne odgovarajte",
    # Russian, Ukrainian, Bulgarian
    r"автоматическ(?:ое|ии|и) (?:сообщ|ответ|уведом|сформир|созда|отправ|сгенерир)",
    r"(?:создано|отправлено|сформировано) автоматически|(?:не|на него) отвеча(?:ите"
    r"|ть)",
    r"не требует ответа|автоматичн\w{1,3} (?:повід|відпов|съобщ)|автоматично (?:створ"
    r"|генер|надісл)",
    # Greek, Turkish
    r"αυτοματ[οη] (?:μηνυμα|απαντηση)|αυτοματοποιημεν|μην απαντ",
    r"otomatik (?:olarak|yanit|mesaj|e-?posta|cevap|gonder)|yanitlamayin|cevaplamayin",
    # Chinese
    r"(?:自动|自動)(?:回复|回覆|发送|發送|发出|發出|生成|答复|產生|应答)|(?:请"
    r"|請)?勿(?:直接)?(?:回复|回覆)",
    # Japanese
    r"自動(?:応答|返信|送信|配信|で送信|的に)|返信(?:は)?(?:いただけ|なさら|しない"
    r"|できません|いただ)|送信専用",
    # Korean
    r"자동(?:으로)? ?(?:발송|응답|회신|생성|전송)|회신(?:하지|이 불가|할 수)"
    r"|발신 ?전용",
    # Vietnamese, Indonesian, Arabic, Hebrew, Thai
    r"(?:thu|tin nhan|e-?mail) (?:\w{1,12} )?tu đong|khong tra loi"
    r"|jangan (?:mem)?balas",
    r"(?:pesan|balasan|dibuat|dikirim|e-?mail) (?:secara )?otomatis",
    r"(?:رسالة|رد|إنشاء).{0,20}تلقائي|לא להשיב|(?:הודעה|מענה|תשובה) אוטומטי|(?:ตอบ"
    r"|อีเมล).{0,12}อัตโนมัติ",
)

# The mail says at its beginning that it is an answer nobody wrote.
ANSWERED = Wording(
    # English, German
    r"this is an? (?:auto(?:mated|matic)?(?:ally generated)?)[- ]?(?:generated"
    r" )?(?:e-?mail )?(?:reply|response|answer)|this (?:is|message is) an?"
    r" (?:auto-?reply|auto-?response|out[ -]of[ -]office)|(?:dies|das) ist eine"
    r" (?:automati\w{2,5}|automatisch generierte|automatisch erstellte) (?:antwort"
    r"|abwesenheits|ruckmeldung|eingangs)",
    # French, Spanish, Portuguese, Italian, Dutch
    r"(?:ceci est|voici) une reponse automatique|(?:esta|este) es una? respuesta"
    r" automatica|esta e uma resposta automatica|questa e una risposta automatica|dit"
    r" is een automatisch (?:antwoord|gegenereerd antwoord)",
    # Swedish, Danish, Norwegian, Finnish, Polish, Czech
    r"(?:detta ar ett|dette er et) auto(?:matiskt?|matisk)? ?(?:genererat )?svar"
    r"|tama on automaattinen vastaus|to jest (?:odpowiedz automatyczna"
    r"|automatyczna odpowiedz)|toto je automaticka odpoved",
    # Russian, Turkish, Chinese, Japanese
    r"это автоматическии ответ|bu (?:bir )?otomatik (?:bir )?(?:yanit|cevap)|(?:这是"
    r"|此为|這是)(?:一封)?(?:自动|自動)(?:回复|回覆)|(?:これは|本メールは)自動(?:返信"
    r"|応答)",
)

# Prove that you are a person and your mail will be shown.
CHALLENGE = Wording(
    r"(?:confirm|verify|validate|authenticate) (?:that )?(?:your (?:e-?mail|message"
    r"|address|identity)|you(?:rself)?(?: are)?)\b.{0,160}(?:deliver|release|inbox"
    r"|accept|queue|held|whitelist|approv|guest list)",
    r"(?:been |is )?wait-?listed\b|guest list\b.{0,80}inbox|(?:spam ?arrest|boxbe|tmda"
    r"|knowspam|choicemail|bluebottle|mailblocks)\b",
    r"(?:message|e-?mail) (?:is |has been |was )?(?:being )?held\b.{0,160}(?:confirm"
    r"|verify|click|repl)",
    r"(?:awaiting|requires?|pending) (?:your |sender )?(?:verification"
    r"|confirmation)\b.{0,100}deliver",
)

# A mail was shown to the one it went to, or arrived there.
RECEIPT = Wording(
    # English
    r"your (?:message|mail|e-?mail)\b.{0,500}\b(?:was|has been|were) (?:\w{1,12} )?"
    r"(?:read|displayed|opened|deleted|delivered|relayed)\b",
    r"(?:was|has been) (?:read|displayed|opened) (?:on|at) (?:\w{3,9},? )?\d",
    r"was delivered to the (?:following )?recipient|no guarantee that the message",
    r"this (?:is a (?:return |read )?receipt for|receipt verifies|return receipt"
    r"|read receipt)",
    r"successfully (?:relayed|delivered) to"
    r"|message has been (?:successfully )?delivered",
    # German
    r"(?:ihre|deine) (?:nachricht|e-?mail|mail)\b.{0,500}\b(?:gelesen|geoffnet"
    r"|angezeigt|zugestellt|geloscht)\b|dies ist eine (?:lese|empfangs)bestatigung",
    # French
    r"votre (?:message|mail|courriel)\b.{0,500}\b(?:a ete|est) (?:\w{1,12} )?(?:lue?"
    r"|ouvert|affiche|remis|supprime)|ceci est un accuse de",
    # Spanish, Portuguese
    r"(?:su|tu|el) (?:mensaje|correo)\b.{0,500}\b(?:fue|ha sido) (?:leid|entregad"
    r"|abiert|mostrad|eliminad)|(?:sua|a) mensagem\b.{0,500}\bfoi (?:lid|entregue|abert"
    r"|exibid)",
    # Italian, Dutch
    r"(?:il )?(?:suo |tuo )?messaggio\b.{0,500}\b(?:e stat[oa]|stato) (?:lett|recapitat"
    r"|visualizzat|apert)|uw bericht\b.{0,500}\b(?:gelezen|weergegeven|bezorgd"
    r"|geopend)",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:ditt|din) (?:meddelande|meddelelse|besked|melding)\b.{0,500}\b(?:lastes"
    r"|laestes|last|laest|lest|levere)|melding\w{0,3}(?: din)? til ?: .{1,500} ble "
    r"(?:lest|slettet) .{0,12}\d|viesti\w{0,3}\b.{0,500}\b(?:luettu|avattu"
    r"|toimitettu|luettiin)",
    # Polish, Czech, Turkish, Hungarian, Romanian
    r"potwierdzenie (?:prze|od)czyt\w{2,6} wiadomosci wyslanej (?:do|przez)\b"
    r"|uzenetet cimzett ?: .{1,500} elolvas(?:tak|ta)\b"
    r"|mesajul (?:\w{1,13}\.? )?catre ?: "
    r".{1,500} a fost citit\b",
    r"(?:wiadomosc)\b.{0,500}\b(?:przeczytan|wyswietlon|dostarczon)|zprava\b.{0,500}\b"
    r"(?:prectena|zobrazena|dorucena)|ileti\w{0,4}\b.{0,500}\b(?:okundu|teslim edildi)",
    # Russian
    r"сообщение\b.{0,500}\b(?:прочитано|прочтено|доставлено|открыто)",
    # Chinese, Japanese, Korean
    r"(?:邮件|郵件) (?:收件人|收件者) ?: .{1,500}已在.{1,40}(?:阅读|閱讀|读取|讀取)"
    r"|(?:邮件|郵件).{0,500}(?:已|被)(?:阅读|閱讀|读取|讀取|打开)|(?:開封"
    r"|表示)されました|읽었습니다",
)

RECALLS = Wording(
    r"would like to recall the message|(?:mochte|wunscht) die nachricht .{0,200}zuruck",
    r"(?:souhaite|voudrait|aimerait) rappeler (?:le|ce) message|(?:desea"
    r"|quiere) (?:recuperar|retirar) el mensaje|(?:desidera"
    r"|vorrebbe) richiamare il messaggio|gostaria de (?:cancelar|recuperar)",
    r"wil het bericht .{0,200}intrekken|vill aterkalla|onsker a (?:tilbakekalle|trekke)"
    r"|vil gerne tilbagekalde|chce (?:odwolac|odvolat|stahnout)|хочет отозвать|希望撤回"
    r"|撤回该邮件|取り消し",
)

# A person who asks about absences, answers and deliveries, which programs never do.
ASKS_HELP = Wording(
    r"(?:how|can|could|would) (?:do|to|can|you|we|i|it)\b.{0,80}\?|does(?: not"
    r"|n't) work|not working",
    r"(?:set|turn|switch|setting)(?:ting)?(?: \w{1,12}){0,2} (?:up|on|off)\b|(?:en"
    r"|dis)able\b|activate\b",
    r"configur|problem with|error (?:message|when|in)|why (?:do|does|is|are|did)\b"
    r"",
    r"(?:wie|konnen|konnten|kann) (?:\w{1,12} ){1,6}.{0,80}\?|einricht|einstell"
    r"|funktioniert nicht",
    r"comment (?:faire|puis|activer|desactiver)|ne (?:fonctionne|marche) pas"
    r"|pourriez-vous|activer\b",
    r"como (?:puedo|posso|faco|se)\b|no funciona|nao funciona|configurar|come (?:posso"
    r"|si fa)\b",
    r"non funziona|hoe (?:kan|kunnen|stel)\b|werkt niet|instellen|hur (?:gor|kan"
    r"|staller)\b|fungerar inte",
    r"hvordan\b|virker ikke|fungerer ikke|miten\b|ei toimi|jak (?:moge|ustawic|mohu"
    r"|nastavit)\b",
    r"nie dziala|nefunguje|как (?:мне|настроить|включить|отключить)|не работает|nasil\b"
    r"|calismiyor",
    r"怎么|如何|怎样|无法设置|どうすれば|設定方法|できません|어떻게|설정",
)

# Newsletters tell how to get rid of them.
UNSUBSCRIBE = Wording(
    # English
    r"to (?:unsubscribe|be removed|opt[- ]out|stop receiving|cancel your subscription"
    r"|remove your|manage your (?:subscri|e-?mail|prefer))|unsubscribe (?:from|here|at"
    r"|by|link|now|instantly)",
    r"(?:click|reply|go|visit|link|send|option) (?:\S{1,80} ){0,8}(?:to )?unsubscribe"
    r"|unsubscribe ?[<:\[(h|]",
    r"(?:no longer|don't|do not|not) (?:wish|want|like) to (?:receive"
    r"|get) (?:\w{1,12} ){0,4}(?:e-?mail|mail|message|news|offer|update|promo|this"
    r"|these|future|any)|you (?:are|have|'re) (?:been )?(?:receiv|subscribed|getting"
    r"|sent) (?:\w{1,12} ){0,3}(?:because|as|this|to|e-?mail)|opt[- ]?out\b",
    r"(?:view|read|see|open) (?:\w{1,12} ){0,4}(?:in|with|using) (?:a |your "
    r"|the )?(?:web )?browser|update (?:your )?(?:e-?mail )?(?:preferences"
    r"|subscription)|subscription (?:preferences|settings|options)",
    r"(?:change|modify|manage) (?:your |my )?(?:e-?mail |newsletter "
    r"|subscription )(?:address|prefer|sub|opt)",
    # German, French
    r"(?:nicht|nicht richtig|nicht korrekt) (?:dargestellt|angezeigt) wird"
    r"|s'affiche pas correctement|probleme d'affichage",
    r"(?:vom )?newsletter (?:abmelden|abbestellen|austragen)|(?:newsletter"
    r"|e-?mails?) (?:\S{1,30} ){0,6}(?:abmelden|abbestell|austragen|abzumelden"
    r"|abzubestellen)|(?:hier|klick\w{0,4}) (?:abmelden|abbestellen)",
    r"vous (?:desabonner|desinscrire)|(?:se |me )?(?:desabonner|desinscri)"
    r"|ne plus recevoir|version en ligne",
    # Spanish, Portuguese, Italian
    r"dar(?:se|me|te)? de baja|cancelar (?:la |tu |su )?suscripcion|no (?:desea"
    r"|quiere) (?:seguir )?recib",
    r"cancelar (?:a )?(?:sua )?(?:inscricao|assinatura)|descadastr|nao (?:deseja"
    r"|quer) (?:mais )?receber",
    r"(?:annulla|cancella)\w{0,6} (?:l')?iscrizione|disiscri|non (?:desideri"
    r"|vuoi) (?:piu )?ricevere|cancellarti",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:uit|af)schrijven|afmelden (?:voor|van)|avregistrera"
    r"|avsluta (?:din )?prenumeration|avanmal|afmeld|avmeld|peruuta (?:uutiskirje"
    r"|tilaus)|lopeta tilaus",
    # Polish, Czech, Hungarian, Romanian, Turkish
    r"(?:zrezygn|wypis)\w{1,6} (?:z |sie )|odhlas\w{1,4} (?:odber|se|newsletter)"
    r"|leiratkoz|dezabon|abonelik\w{0,8} (?:iptal|cik)|listeden cik",
    # Russian, Ukrainian
    r"отписаться|отказаться от (?:рассылки|подписки)|вы (?:получили|получаете) это"
    r"|відписатися",
    # Chinese, Japanese, Korean
    r"退订|取消订阅|取消訂閱|配信(?:停止|解除|中止)|購読(?:解除|停止)"
    r"|メルマガ.{0,12}解除|수신 ?거부|إلغاء الاشتراك",
)

# Web forms send what a person filled in.
FORM = Wording(
    r"(?:e-?mail|mail|reply-?to|from|email-?adresse|courriel|correo|posta"
    r"|adresse e-?mail)(?: \w{1,12}){0,2} ?:{1,2} ?<?[\w.+-]{1,64}@",
    r"(?:message|comments?|question|request|enquiry|inquiry|description) ?: .{1,300}",
    r"(?:nachricht|anfrage|kommentar|frage|mitteilung|bericht|vraag"
    r"|opmerking) ?: .{1,300}",
    r"(?:mensaje|comentarios?|consulta|mensagem|messaggio|richiesta|demande"
    r"|meddelande) ?: ",
    r"(?:besked|melding|viesti|wiadomosc|zprava|uzenet|mesaj|сообщение|вопрос|留言|内容"
    r"|お問い合わせ) ?: ?",
)

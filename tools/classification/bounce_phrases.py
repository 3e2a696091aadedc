"""Sentences of mail servers about mail that did not arrive. A line is a language or a
program."""

from .wording import Wording

FAILED = Wording(
    # Exim, Postfix, Sendmail, qmail, Exchange, Notes, GroupWise, Gmail, Yahoo
    r"(?:could|can|did|was|were|has|have) ?not (?:be |been "
    r"|get )?(?:\w{1,14} )?(?:deliver|sent|process|reach|accept|relay|complet)"
    r"|(?:couldn't|can't|cannot|wasn't|hasn't|weren't) (?:be )?(?:deliver|sent|process"
    r"|reach|accept)|not (?:be )?(?:deliverable|delivered)",
    r"(?:unable|failed|failing|inability|trying|attempt(?:ing"
    r"|ed)?) to (?:\w{1,12} )?(?:deliver|send|reach|relay)|undeliver(?:able|ed)"
    r"|nondeliver|non-deliver",
    r"deliver(?:y|ing) (?:\S{1,60} ){0,8}?(?:failed|failure|error|unsuccessful"
    r"|impossible|problem|suspended|aborted)|(?:permanent|fatal"
    r"|following) (?:\w{1,12} )?(?:error|failure|problem)s?\b",
    r"(?:returned|returning|bounced|rejected|blocked|refused|undelivered) (?:to|mail"
    r"|message|e-?mail|by|because|below|back|for)|(?:message|mail"
    r"|e-?mail) (?:.{1,80} )?(?:was |has been |is )(?:being )?(?:returned|bounced"
    r"|rejected|blocked|refused|undeliverable|not delivered)",
    r"(?:user|recipient|mailbox|address|account|host|domain)\b.{0,60}\b(?:unknown"
    r"|not found|unavailable|disabled|inactive|does(?: not|n't) exist|full|over ?quota"
    r"|invalid|not (?:exist|listed|known|valid|local)|rejected|suspended|exceeded"
    r"|no longer)",
    r"(?:unknown|invalid|no such|bad|unrouteable|unroutable"
    r"|non-?existent) (?:\w{1,12} )?(?:user|recipient|mailbox|address|account|host"
    r"|domain|person)|no mailbox here|over quota|quota exceeded"
    r"|exceed\w{0,3} (?:\w{1,8} ){0,2}quota",
    r"(?:smtp )?(?:error|status)(?: code)?:? ?[\"'#(<]{0,2}5\d\d\b"
    r"|\b5[0-9]{2}[ -]#?5\.\d{1,3}\.\d{1,3}",
    r"5\.[0-7]\.\d{1,3}\b|diagnostic information|remote host said"
    r"|the reason for the problem",
    r"transcript of session|retry time(?:out)? (?:not reached|exceeded)"
    r"|i'm sorry to have to inform|sorry it didn't work|giving up on"
    r"|this is a permanent error|message exceeds|too many (?:hops|recip)",
    r"mail loop|loops back|considered (?:unsolicited|spam)|policy (?:violation|reasons)"
    r"|relay(?:ing)? (?:denied|not permitted|access)|access denied|not authori[sz]ed"
    r"|blacklist|listed (?:in|at|on|by)",
    r"(?:stopped|quarantined|blocked|rejected|refused) your (?:message|mail|e-?mail)"
    r"|(?:message|mail|e-?mail) (?:has been|was) (?:quarantined|stopped)\b",
    # German, French
    r"(?:konnte|kann|wurde)n? (?:.{1,60} )?nicht (?:.{1,30} )?(?:zugestellt|zustellen"
    r"|ubermittelt|gesendet|ausgeliefert)|unzustellbar|zustellung (?:.{1,40} )?(?:fehl"
    r"|nicht|gescheitert)|unbekannter (?:empfanger|benutzer)"
    r"|empfanger (?:.{1,20} )?(?:unbekannt|nicht)|(?:postfach|mailbox) (?:ist )?voll",
    r"(?:n'a|n'ont|ne) (?:pu|pas|peut|pas pu)\b.{0,40}(?:remis|delivr|distribu|achemin"
    r"|envoy|etre)|echec de (?:la )?(?:remise|distribution|livraison)|non (?:remis"
    r"|distribu|delivr)|destinataire inconnu|boite (?:aux lettres |mail )?pleine"
    r"|adresse (?:\w{1,12} )?(?:inconnue|introuvable)",
    # Spanish, Portuguese, Italian
    r"no (?:se )?(?:pudo|puede|ha podido|fue) (?:ser )?(?:entreg|envi)|error (?:de"
    r"|en la) entrega|buzon (?:\w{1,12} )?lleno|(?:usuario|destinatario) (?:desconocido"
    r"|no existe)|no (?:fue )?entregad",
    r"nao (?:foi|pode|pude|p.de) (?:possivel )?(?:ser )?(?:entreg|envi)|falha (?:na"
    r"|de) entrega|caixa (?:postal|de correio) cheia|destinatario (?:desconhecido"
    r"|inexistente)",
    r"(?:non|impossibile) (?:e stato possibile |e possibile )?(?:recapit|consegn"
    r"|inviare)|casella (?:.{1,12} )?piena|(?:utente|destinatario) (?:sconosciuto"
    r"|inesistente|non)",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:kon|kan) niet (?:worden )?(?:.{1,20} )?(?:bezorg|aflever|afgelever)"
    r"|niet (?:bezorgd|afgeleverd)|onbestelbaar|(?:kunde|gick|gar) inte (?:att )?lever"
    r"|(?:kunne|kan) ikke (?:bli )?lever|ei voi(?:tu|da) toimittaa"
    r"|toimitus epaonnistui",
    # Polish, Czech, Hungarian, Romanian, Turkish
    r"nie (?:mozna|mozna bylo|zostala?|udalo sie) (?:.{1,20} )?dostarcz|(?:nelze"
    r"|nebylo mozne|nemohla byt) (?:.{1,20} )?doruc|nem (?:sikerult|kezbesit)"
    r"|nu a putut fi (?:livrat|trimis)|(?:teslim edile|iletile|gonderile)me",
    # Russian, Ukrainian, Greek
    r"(?:не (?:может|могло|удалось|удается|было)"
    r"|невозможно) (?:быть )?(?:.{0,30})?доставл|недоставлен|не доставл"
    r"|не удалось доставить|ящик (?:.{0,12})?переполнен|(?:пользовател"
    r"|адресат)\w{0,3} не",
    r"не вдалося доставити|δεν (?:ηταν δυνατη|μπορεσε|παραδοθ)|αδυναμια παραδοσης",
    # Chinese
    r"(?:无法|無法|未能|不能)(?:被)?(?:投递|投遞|送达|送達|传递|傳遞|发送|發送|递送)"
    r"|退[信回]|投递失败|(?:用户|"
    r"用戶|收件人|邮箱|信箱|地址)(?:.{0,6})(?:不存在|未知|错误|已满)|发送失败",
    # Japanese
    r"(?:配信|送信|配送|送達|届け)(?:.{0,8})(?:できません|出来ません|失敗|エラー"
    r"|不能)|(?:宛先|あて先|ユーザ|アドレス|メール"
    r"ボックス)(?:.{0,20})(?:不明|存在しま|見つかり|一杯|いっぱい)",
    # Korean, Arabic, Hebrew, Vietnamese, Indonesian
    r"(?:배달|전송|전달)(?:.{0,6})(?:못|실패|수 없|않)|반송|تعذر (?:التسليم|تسليم"
    r"|إرسال)|לא (?:ניתן"
    r"|הצליח)",
    r"khong the (?:gui|chuyen)|tidak (?:dapat|bisa) (?:dikirim|terkirim)"
    r"|gagal (?:dikirim|mengirim)",
)

# Still being tried.
DELAYED = Wording(
    # English
    r"(?:this is )?(?:a|just a) warning (?:message )?only|warning message only|(?:no"
    r"|need) (?:action|not (?:resend|re-send|retransmit))|(?:do"
    r"|does) not (?:need to )?(?:resend|re-send)",
    r"(?:has|have|is) (?:been |being )?(?:still )?(?:delayed|deferred|queued)\b"
    r"|delivery (?:\w{1,12} )?(?:has been |is )?(?:delayed|deferred)"
    r"|not (?:yet )?(?:been )?delivered (?:yet|after)|still (?:be )?(?:trying|queued"
    r"|undelivered|attempt|undeliverable)|not yet (?:been )?delivered",
    r"(?:will|to) (?:\w{1,12} )?(?:keep|continue) (?:\w{1,12} )?(?:trying|retry"
    r"|attempt)|(?:will|shall) (?:\w{1,12} ){0,2}(?:be )?retr(?:y|ied)"
    r"|delivery attempts? will continue|next (?:attempt|retry)",
    r"temporar(?:y|ily) (?:\w{1,14} )?(?:fail|error|problem|unable|deferred|delayed"
    r"|non-fatal)",
    # German, French, Spanish, Portuguese, Italian, Dutch
    r"verzogert|weiterhin versuch|weiter(?:e)? zustellversuch|noch nicht zugestellt"
    r"|wird (?:weiter|erneut)",
    r"(?:est|a ete) (?:retarde|differe)|nouvelle tentative|retrasad"
    r"|se seguira intentando|reintentar",
    r"atrasad|continuara? (?:a )?tentando|ritard(?:o|at)|continuera|vertraag"
    r"|opnieuw geprobeerd",
    # Swedish, Danish, Norwegian, Polish, Czech, Russian
    r"fordroj|forsink|opoznion|zpozden|задерж|отложен|попытк\w{1,3} доставки продолж",
    # Chinese, Japanese, Korean
    r"延迟|延遲|稍后重试|遅延|再送を|再試行|지연|재시도",
)

# It arrived, which nothing else of the report may deny.
ARRIVED = Wording(
    r"(?:successfully (?:relayed|delivered|transmitted|sent)|(?:was|were|been) "
    r"(?:relayed|delivered) successfully)\b",
    r"erfolgreich (?:zugestellt|ausgeliefert|weitergeleitet|ubermittelt)|(?:bien"
    r"|correctement) (?:ete )?(?:remis|distribue|delivre|transmis)|(?:remis|transmis"
    r"|distribue) avec succes",
    r"entregad[oa] (?:correctamente|con exito)|entregue com sucesso|(?:consegnat[oa]"
    r"|recapitat[oa]) (?:con successo|correttamente)|(?:succesvol|met succes) "
    r"(?:bezorgd|afgeleverd)|levererats|pomyslnie dostarczon|uspesne dorucen"
    r"|успешно доставлен|成功(?:投递|送达)|正常に配信",
)

"""Subjects of what reports on a mail: bounces, delays, receipts and recalls, in the
languages mail programs have. One is never enough: people write such subjects too. A
line is a language."""

from .wording import Wording

# Exchange, Exim, Postfix, Sendmail, qmail, Notes, GroupWise, ... in their languages.
BOUNCE = Wording(
    # English
    r"undeliver(?:able|ed)\b|non-?deliver(?:able|y)\b|nondeliverable\b",
    r"(?:mail|message|e-?mail) returned\b|returned (?:e-?)?mail\b|returned to sender\b",
    r"(?:mail|message|e-?mail)[ -]?(?:delivery|system|status|transport|processing)\b"
    r".{0,20}\b(?:fail|error|problem|undeliver|notif|report|status|unsuccess)",
    r"deliver(?:y|ing)(?: of)?(?: your)?(?: mail| message| e-?mail)?[ -]?(?:status )?"
    r"(?:fail|error|problem|notification|report|has failed|unsuccessful)",
    r"(?:permanent|final) (?:mail )?delivery\b|permanent (?:error|failure)\b",
    r"fail(?:ure|ed) (?:notice|notification|delivery|to deliver|mail)\b|mail failure\b",
    r"(?:your )?(?:mail|message|e-?mail)\b.{0,60}\b(?:could not|couldn't|cannot|can't"
    r"|was not|not) (?:be )?(?:sent|delivered|deliverable)\b",
    r"(?:unable to|could not|couldn't|cannot) (?:deliver|send)\b|delivery failed\b",
    r"(?:mail|message|e-?mail)\b.{0,20} (?:was |has been )?(?:rejected|blocked|refused"
    r"|bounced)",
    r"(?:rejected|blocked|bounced?) (?:mail|message|e-?mail)\b|mail error\b|bounce\b",
    r"(?:user|host|recipient|mailbox) (?:unknown|not found|unavailable|full)\b",
    r"(?:invalid|unknown|bad) (?:recipient|address|user|mailbox)\b|ndn ?:|ndr ?:"
    r"|dsn ?:",
    r"mail system error\b|message could not be delivered|warning - delivery\b",
    # German
    r"(?:un|nicht )zustellbar|unzustellbarkeits|zustellung\b.{0,30}(?:fehl|nicht)",
    r"(?:mail|nachricht|e-?mail)\b.{0,30}nicht (?:zugestellt|zustellbar|ubermittelt)",
    r"zustellungsfehler|fehler bei der zustellung|benachrichtigung (?:zum|uber den) "
    r"ubermittlungsstatus|zuruckgesandte|ihre e-?mail konnte nicht",
    # French
    r"non[- ]?(?:remise?|remis|distribu|delivr)\w{0,6}\b|echec (?:de "
    r"|d')\w{0,3} ?(?:remise|distribution|livraison|envoi|la remise|la distribution)",
    r"(?:message|courrier|mail)\b.{0,20}non (?:remis|distribu|deliv)|rapport de non",
    r"notification d'etat de (?:remise|distribution)|impossible de remettre",
    # Spanish, Catalan
    r"no se (?:puede|pudo|ha podido) entregar|no entreg(?:ado|able)|error (?:de"
    r"|en la) entrega",
    r"correo devuelto|mensaje (?:no entregado|devuelto)|fallo (?:en"
    r"|de) (?:la )?entrega",
    r"no s'ha pogut lliurar|notificacion de estado de entrega",
    # Portuguese
    r"nao (?:e possivel|foi possivel) entregar|falha na entrega|nao entreg(?:ue|avel)",
    r"mensagem (?:nao entregue|devolvida)|e-?mail devolvido|notificacao de falha",
    # Italian
    r"non recapitabile|(?:mancat[oa]|errore (?:di|nel)) (?:recapito|consegna)",
    r"impossibile recapitare|messaggio non (?:recapitato|consegnato)|avviso di mancata",
    # Dutch
    r"onbestelbaar|niet (?:bezorgd|bezorgbaar|afgeleverd)|(?:bezorging"
    r"|aflevering) mislukt",
    r"kan niet worden (?:bezorgd|afgeleverd)|niet-bezorgd",
    # Swedish, Danish, Norwegian
    r"olevererbart?\b|(?:det )?gar (?:inte|ej) att leverera|kunde inte levereras"
    r"|ej levererat",
    r"kan ikke leveres|ikke-?lever(?:t|et|bar)|kunne ikke leveres|retur(?:neret"
    r"|nert) mail",
    # Finnish
    r"(?:viestia? )?ei voi(?:da|tu)? toimittaa|toimitus epaonnistui|toimittamaton",
    # Polish, Czech, Slovak
    r"niedostarcz|nie mozna dostarczyc|nie doreczono|zwrot(?: wiadomosci| ?:)",
    r"nedorucitel|nelze dorucit|nedoruc|vracen[ay] (?:zprava|posta)",
    # Hungarian, Romanian, Croatian, Turkish
    r"kezbesithetetlen|nelivrabil|nu (?:a|s-a) putut|neisporuc|nije isporuc",
    r"teslim edilem|iletilemed|iletilemeyen|gonderilemed",
    # Russian, Ukrainian, Bulgarian, Greek
    r"(?:не удалось|невозможно|не могу) доставить|недоставлен|ошибка доставки"
    r"|недоставим",
    r"(?:ваше )?сообщение не доставл|не вдалося доставити|не може да бъде доставен",
    r"αδυναμια παραδοσης|δεν παραδοθηκε|μη παραδοτεο",
    # Chinese
    r"(?:未送达|未送達|无法投递|無法投遞|未傳遞|无法送达|無法傳遞|无法传递|退信"
    r"|系统退信|邮件被退回)",
    r"(?:邮件|郵件)(?:发送|投递|传输|傳送|寄送).{0,4}失[败敗]|投递失败",
    # Japanese
    r"配信(?:不能|できません|に失敗|エラー)|送信(?:できません|エラー|失敗)|未配信"
    r"|配送不能",
    r"メール(?:が)?(?:配信|送信|配送).{0,6}(?:エラー|できませ|失敗)|宛先不明",
    # Korean, Hebrew, Arabic, Vietnamese, Indonesian, Thai
    r"배달(?:되지 않|할 수 없| ?실패)|전송 ?실패|반송|수신 ?거부",
    r"תקלת משלוח|לא ניתן למסירה|تعذر التسليم|لم يتم التسليم",
    r"khong the gui|khong gui đuoc|tidak (?:dapat )?terkirim|gagal (?:terkirim|dikirim)"
    r"|ส่งไม่ได้",
)

DELAY = Wording(
    # English
    r"(?:mail )?delivery status notification \(delay(?:ed)?\)|(?:mail|delivery) delay",
    r"delay(?:ed)?(?: mail| message| delivery| e-?mail| ?:)|(?:mail|message|delivery"
    r"|e-?mail) (?:\S{1,60} )?(?:is |has been |was )?(?:still )?(?:being )?delay",
    r"warning ?: (?:message|could not send|delayed|mail|delivery|unable)",
    r"warning - (?:mail|message) delay|transient (?:mail )?(?:delivery|error)",
    r"temporary (?:mail )?(?:delivery|failure)\b|(?:mail|message) (?:still )?(?:queued"
    r"|undelivered after)|still (?:trying|not delivered)",
    # German, French
    r"verzogert|(?:zustellung|nachricht) verzog|verzogerte|verzogerung|verspatet",
    r"(?:message|remise|distribution) (?:differ|retard)|retarde?e? ?:",
    # Spanish, Portuguese, Italian, Dutch
    r"(?:entrega )?(?:retrasad|demorad|atrasad)[oa]\b|retraso en|atraso na",
    r"(?:consegna )?(?:in ritardo|ritardat[oa])|vertraagd|vertraging bij",
    # Swedish, Danish, Norwegian, Finnish, Polish, Czech
    r"fordroj|forsink|viivasty|opoznion|opoznienie|zpozden",
    # Russian, Ukrainian, Turkish
    r"(?:доставка )?задерж|отложен|затрим|gecik",
    # Chinese, Japanese, Korean
    r"配信(?:の)?遅延|遅延|延迟|延遲|지연",
)

# What mail programs put before the subject of the mail that was read or arrived.
RECEIPT = Wording(
    # English
    r"(?:not )?read ?:|(?:delivered|relayed|expanded|displayed|deleted) ?:",
    r"(?:read|return|delivery|displayed|reading) (?:receipt|confirmation)\b|receipt ?:",
    r"(?:message )?disposition notification|message (?:displayed|read)\b|registered ?:",
    r"(?:mail )?delivery status notification \((?:relay|success|delivered|expan)",
    r"successful (?:mail )?delivery(?: report)?\b|return receipt\b",
    # German
    r"(?:un|nicht )?gelesen ?:|empfangsbestatigung \((?:angezeigt|geloscht)\) "
    r"|lesebestatigung|zugestellt ?:|ubermittelt ?:"
    r"|zustellbestatigung",
    # French
    r"(?:non )?lue?s? ?:|accuse de lecture|remis ?:|confirmation de lecture|lu ?:"
    r"|accuse de reception \((?:affiche|supprime)\) ",
    # Spanish, Portuguese
    r"(?:no )?leido ?:|acuse de lectura|entregado ?:|confirmacion de (?:lectura"
    r"|entrega)",
    r"(?:nao )?lid[ao] ?:|confirmacao de leitura|recibo de leitura|entregue ?:"
    r"|lidas? ?:",
    # Italian, Dutch
    r"(?:non )?(?:letto|lettura) ?:|conferma di (?:lettura|recapito)|ricevuta di "
    r"(?:ritorno|lettura|avvenuta)|recapitato ?:",
    r"(?:niet )?gelezen ?:|leesbevestiging|bezorgd ?:|afgeleverd ?:",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:ej |inte )?last ?:|laskvitto|levererat? ?:|(?:ikke )?laest ?:|lest ?:"
    r"|laese?bekreft",
    r"kvittering for laes|lesebekreft|leveret ?:|levert ?:|luettu ?:|lukukuittaus"
    r"|toimitettu ?:",
    # Polish, Czech, Hungarian, Romanian, Turkish
    r"(?:nie )?przeczytan[aeo]? ?:|potwierdzenie (?:przeczytania|odczytu)"
    r"|dostarczono ?:",
    r"(?:ne)?precteno ?:|potvrzeni o precten|doruceno ?:|elolvasva ?:|elolvasta ?:"
    r"|olvasott ?:"
    r"|citit ?:",
    r"okundu ?:|okundu bilgisi|teslim edildi ?:",
    # Russian, Ukrainian, Greek
    r"прочтено ?:|прочитано ?:|(?:уведомление|отчет) о (?:прочтении|доставке)"
    r"|доставлено ?:",
    r"αναγνωστηκε ?:|διαβαστηκε ?:",
    # Chinese, Japanese, Korean
    r"(?:已读|已讀|已送达|已送達|讀取|已阅读) ?:|開封(?:済み|確認|通知)|読み取り"
    r"|읽음 ?:|수신 확인",
)

RECALL = Wording(
    r"(?:message )?recall(?: (?:success|failure|report))? ?:|ruckruf ?:|zuruckrufen ?:",
    r"rappel(?: de message)? ?:|recuperar ?:|retirar ?:|richiam[oa] ?:|intrekken ?:",
    r"aterkalla ?:|tilbakekall\w{0,8} ?:|tilbagekald ?:|odwolanie ?:|отзыв ?:",
    r"撤回 ?:|撤銷 ?:|取り消し ?:|회수 ?:",
)

# Aggregate reports: RFC 7489 section 7.2.1.1 and RFC 8460 section 5.3 fix the subject.
AGGREGATE_REPORT = Wording(
    r"(?:.{0,60}\b)?report[ -]domain ?: ?.{1,200}submitter ?:",
    r"(?:\[?(?:preview|dmarc)\]? ?)?dmarc aggregate report\b",
)

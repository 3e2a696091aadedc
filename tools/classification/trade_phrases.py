"""Sentences by which shops, carriers and systems tell what happened: to an order, a
parcel, an invoice, a task, a backup. They are those of the locales of Spree, OpenMage,
Snipe-IT, EspoCRM and BackupPC, and of carriers' mails, put more generally. A line is a
language or two."""

from .wording import Wording

# What became of something bought.
ORDER = Wording(
    # English
    r"your (?:\S{1,30} ){0,3}(?:order|package|parcel|shipment|booking|reservation"
    r"|delivery|payment|refund|invoice|export)s?\b.{0,30} (?:has|have|is|was|will)\b",
    r"thank you for (?:your (?:order|purchase|payment|booking|reservation)|shopping"
    r"|ordering)|order (?:summary|details|total|confirmation)\b|track (?:your|my"
    r"|this) (?:package|parcel|order|shipment)|out for delivery|has (?:shipped"
    r"|been (?:shipped|delivered|dispatched))|tracking (?:number|information)",
    # German, French
    r"(?:ihre|deine|die) (?:\S{1,30} ){0,2}(?:bestellung|sendung|lieferung|buchung"
    r"|zahlung|rechnung|reservierung)\b.{0,40} (?:wurde|ist|wird|unterwegs)|(?:ihr"
    r"|dein) paket|dank fur (?:ihre|deine|ihren|deinen) (?:bestellung|buchung|einkauf"
    r"|zahlung|reservierung|auftrag)|sendungs(?:nummer|verfolgung)|(?:zwischen"
    r"|gesamt)summe|bestell(?:ubersicht|bestatigung)",
    r"votre (?:\S{1,20} ){0,2}(?:commande|colis|livraison|reservation|paiement|facture"
    r"|envoi)\b.{0,40} (?:a ete|est|sera|a bien)|merci (?:de|pour) votre (?:commande"
    r"|achat|reservation|paiement)|(?:recapitulatif|details|sommaire) de (?:la |votre"
    r" )?commande|suivre (?:votre|mon) colis",
    # Spanish, Portuguese, Italian
    r"(?:su|tu) (?:\S{1,20} ){0,2}(?:pedido|paquete|envio|reserva|pago|factura"
    r"|compra)\b.{0,40} (?:ha sido|fue|esta|se ha|sera)|gracias por (?:su|tu) (?:pedido"
    r"|compra|reserva|pago)|(?:resumen|detalles|total|estado) del pedido",
    r"(?:seu|sua) (?:\S{1,20} ){0,2}(?:pedido|encomenda|compra|reserva|pagamento|fatura"
    r"|entrega|reembolso)\b.{0,40} (?:foi|esta|sera|saiu)|obrigad[oa] p(?:or|ela"
    r"|elo) (?:sua |seu )?(?:compra|pedido|encomenda)|(?:resumo|detalhes|total) d[oae] "
    r"(?:pedido|encomenda|compra|troca|reembolso)",
    r"(?:ordine|pacco|spedizione|prenotazione|pagamento|fattura|consegna)\b.{0,40} "
    r"(?:e stat[oa]|e in|sara|verra)|grazie per (?:il tuo|la tua|il suo|aver) (?:ordine"
    r"|acquist|prenota|effettuat)|(?:riepilogo|dettagli|totale) (?:dell'|d')?ordine"
    r"|traccia il tuo pacco",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:uw|je|jouw) (?:\S{1,20} ){0,2}(?:bestelling|pakket|zending|boeking|betaling"
    r"|factuur|reservering)\b.{0,40} (?:is|werd|wordt)|(?:bedankt|dank u|dank je) voor "
    r"(?:uw|je|de) (?:bestelling|aankoop|boeking|betaling)|(?:samenvatting"
    r"|overzicht) van (?:uw |de |je )?bestelling|nieuwe bestelling ontvangen",
    r"(?:din|ditt|dit) (?:\S{1,20} ){0,2}(?:order|ordre|bestallning|bestilling"
    r"|forsandelse|pakke|paket|faktura|betalning|betaling)\b.{0,30} (?:har|er|ar|blev"
    r"|ble)|tack for (?:din|ditt) (?:order|bestallning|kop)|tak for (?:din|dit)"
    r" (?:ordre|bestilling|kob)|takk for (?:handelen|bestillingen|din ordre)"
    r"|ordre?(?:oversikt|oversigt|summering|bekraft|bekreft)",
    r"tilauksesi (?:on|numero)|kiitos tilauksesta|tilauksen (?:yhteenveto|tiedot)"
    r"|paketti(?:si)? (?:on|saapu)",
    # Polish, Czech, Slovak, Hungarian, Romanian
    r"(?:twoje|twoja|panstwa) (?:\S{1,20} ){0,2}(?:zamowieni|przesylk|paczk|platnosc"
    r"|rezerwacj)\w{0,3}|dziekujemy za (?:zlozen\w{1,3} )?(?:zamowieni|zakup|platnosc)"
    r"\w{0,3}|podsumowanie zamowienia|(?:doreczymy|doreczamy) (?:twoja|panstwa)"
    r"|otrzymal\w{0,3} nowe zamowienie",
    r"(?:vase|vasa|vasi) (?:\S{1,20} ){0,2}(?:objednavk|zasilk|balik|platb|rezervac"
    r"|zasielk)\w{0,2}|(?:dekujeme|dakujeme) za (?:vasi |vasu )?(?:objednavk|nakup"
    r"|platb)\w{0,2}|(?:souhrn|prehled|suhrn) objednavk|zaplatit objednavk"
    r"|nov\w objednavk",
    r"(?:rendeles|megrendeles|csomag|foglalas)\w{0,8} (?:megerkez|feladt|teljesit"
    r"|visszaigazol|osszesit|torol)\w{0,8}|(?:comanda|coletul|rezervarea|plata) (?:dvs"
    r"|dumneavoastra|ta|a fost)|sumar (?:comanda|livrare)",
    # Turkish, Russian, Ukrainian, Greek
    r"(?:siparis|kargo|rezervasyon|odeme|fatura)\w{0,4} (?:alindi|onaylandi|kargoya"
    r"|teslim|ozeti|iptal|olustur|gonderil|tamamlan|aldiniz)\w{0,6}|siparisiniz",
    r"(?:ваш|ваша|ваше) (?:\S{1,20} ){0,2}(?:заказ|посылк|отправлени|бронирован|платеж"
    r"|замовлен|посилк|покупк|экспарт)\w{0,3}|(?:спасибо|благодарим|дякуємо) за (?:ваш"
    r" )?(?:заказ|покупк|оплат|замовлен|бронир)\w{0,3}|(?:παραγγελια|κρατηση) σας",
    # Chinese, Japanese, Korean
    r"(?:订单|訂單|包裹|快递|预订|預訂|付款)(?:号|編號|编号|已|状态|详情|成功|确认"
    r"|信息|概要)|(?:您|你)的(?:订单|訂單|包裹|账单)|(?:ご注文|ご予約|お支払い?"
    r"|お荷物)(?:の|を|が|ありがとう|完了|番号|内容|状況)|(?:주문|배송|결제|예약)(?:이"
    r"|가|을)? ?(?:번호|내역|확인|완료|접수|취소)",
    # Arabic, Persian, Hebrew, Thai, Vietnamese, Indonesian
    r"طلبك رقم|تم (?:شحن|استلام) طلبك|سفارش شما|ההזמנה שלך|הזמנתך|החבילה שלך|คำสั่งซื้อ"
    r"|don hang (?:cua|so)|(?:pesanan|paket|tempahan) anda",
)

# What happened to a thing that a system keeps.
NEWS = Wording(
    # English
    r"(?:has|have|was|were) (?:just |been |now |automatically |successfully"
    r" ){0,3}(?:\w{1,14} )?(?:accepted|activated|approved|assigned|backed up|banned"
    r"|cancell?ed|checked (?:in|out)|closed|commented|completed|confirmed|deactivated"
    r"|declined|deleted|denied|detected|disabled|disapproved|exceeded|expired|failed"
    r"|finished|flagged|granted|invited|joined|locked|marked|mentioned|merged|modified"
    r"|moved|posted|processed|published|quoted|registered|rejected|removed|renewed"
    r"|reopened|replied|reported|resolved|restored|scheduled|split|started|submitted"
    r"|succeeded|suspended|transferred|triggered|unlocked|updated|uploaded|watched)\b",
    r"expir(?:es?|ed|ing) (?:in|on|within|soon)\b|since your last visit"
    r"|(?:is|are) (?:due in|expiring|overdue|about to expire|awaiting|pending)"
    r"|(?:require|need|await)(?:s|ing)? (?:your )?(?:approval|moderation|attention"
    r"|action|review|confirmation)|to (?:view|see|read|review|approve|reply to)"
    r" (?:\w{1,14} ){1,4},? ?(?:click|visit|go|log|follow|use)|new (?:comment|reply"
    r"|post|private message|ticket|issue|task|request|topic|member|order) (?:has|was"
    r"|in|on|from|by)\b",
    r"has (?:posted|replied|requested|sent you|started|changed|created|updated)\b"
    r"|your (?:\S{1,30} ){0,2}(?:computer|pc|files?|post|topic|request|ticket|backup"
    r"|export|quota|mailbox|licen[cs]e|domain|certificate)\b.{0,40} (?:has|have|was"
    r"|were|will|needs?|expires?) |(?:copy of|no recent|last) backups?\b",
    # German, French
    r"wurde (?:\S{1,30} ){0,5}(?:zugewiesen|erstellt|aktualisiert|geandert|hinzugefugt"
    r"|eingeladen|freigegeben|abgeschlossen|genehmigt|gesichert|kommentiert"
    r"|gemeldet|empfangen)"
    r"|hat (?:dir|dich|ihnen|sie) (?:\S{1,30} ){0,5}(?:eingeladen|erwahnt|zugewiesen"
    r"|geteilt|gesendet)",
    r"(?:a ete|vous a|ont ete) (?:\S{1,30} ){0,3}?(?:assigne|cree|mis a jour|modifie"
    r"|ajoute|invite|partage|approuve|signale|attribue|mentionne)e?s?\b",
    # Spanish, Portuguese, Italian
    r"(?:ha sido|fue|te ha|le ha|han sido|se ha) (?:asignad|cread|actualizad|modificad"
    r"|anadid|invitad|compartid|aprobad|marcad|mencionad)\w{1,2}",
    r"(?:foi|foram) (?:atribuid|criad|atualizad|modificad|adicionad|convidad"
    r"|compartilhad|aprovad|marcad|mencionad)\w{1,2}|(?:e stat\w|ti ha) (?:assegnat"
    r"|creat|aggiornat|modificat|aggiunt|invitat|condivis|approvat|menzionat)\w{1,2}"
    r"|sei stato menzionato",
    # Dutch, Swedish, Danish, Norwegian
    r"(?:is|werd|zijn) (?:\S{1,30} ){0,4}(?:toegewezen|aangemaakt|bijgewerkt|gewijzigd"
    r"|toegevoegd|uitgenodigd|gedeeld|goedgekeurd)|(?:har|er|ar|blev|ble) (?:\S{1,20}"
    r" )?(?:tilldelat|tilldelad|tildelt|skapats|uppdaterat|opdateret|oppdatert|bjudits"
    r"|inviteret|invitert|markert|markeret)",
    # Polish, Czech, Russian, Turkish
    r"zosta\w{1,3} (?:przypisan|utworzon|zaktualizowan|zmienion|dodan|zaproszon)\w"
    r"|byl\w? (?:\w{1,12} )?(?:prirazen|vytvoren|aktualizovan|zmenen|pridan|pozvan)\w?"
    r"|был[аои]? (?:назначен|создан|обновлен|изменен|добавлен|приглашен|выдан)\w?"
    r"|(?:atandi|olusturuldu|guncellendi|degistirildi|davet edildi)",
    # Chinese, Japanese, Korean
    r"(?:已被|已经|被)(?:分配|创建|更新|修改|添加|邀请|批准|关闭)|(?:割り当て|作成"
    r"|更新|変更|追加|招待|承認)されました|(?:할당|생성|업데이트|변경|추가|초대"
    r"|승인)되었습니다",
)

# It happened to the one reader: something was given to them, or somebody did something
# to what is theirs.
TO_YOU = Wording(
    # English
    r"since your last (?:visit|login|log-in)|your (?:bookmarked|watched|followed) "
    r"|(?:assigned|invited|mentioned|quoted|shared|added|reported|granted) (?:\S{1,60}"
    r" ){0,5}?(?:to |with |by )?you\b|you (?:have|were|are|'ve)(?: been)? (?:assigned"
    r"|invited|mentioned|quoted|added|removed|subscribed|granted|tagged|selected)"
    r"|(?:new|commented on|replied to|liked|wrote on|posted (?:in|on|to)) (?:a |to"
    r" )?your (?:\S{1,30} )?(?:comment|post|topic|photo|status|blog|page|discussion"
    r"|profile|file|issue|pull request|group|message)",
    r"(?:accepted|approved|declined|rejected|requested|confirmed) your (?:\S{1,30} )?"
    r"(?:request|invitation|friend|registration|membership|application|submission)"
    r"|(?:wants|would like) to (?:be your friend|join|follow|connect|share)|you have "
    r"(?:\d{1,4}|a|new|unread) (?:new |unread |pending )?(?:message|notification"
    r"|invitation|comment|reply|request|task)",
    # German, French
    r"(?:ihnen|dir|sie|dich) (?:\S{1,30} ){0,4}(?:zugewiesen|eingeladen|erwahnt"
    r"|hinzugefugt|geteilt|freigegeben|zitiert)|(?:ihren|deinen|ihre|deine)"
    r" (?:\S{1,20} )?(?:kommentar|beitrag|thema|eintrag|seite|gruppe|profil)"
    r" (?:\S{1,20} ){0,4}(?:kommentiert|geantwortet|gepostet)|(?:sie|du) (?:haben"
    r"|hast) (?:\d{1,4}|eine?n?) (?:neue[nr]? )(?:nachricht|kommentar|benachrichtigung"
    r"|einladung|mitteilung)",
    r"vous (?:a|ont|avez ete|etes|sont|est) (?:\S{1,20} ){0,2}(?:assigne|invite"
    r"|mentionne|ajoute|attribue|partage|cite)e?s?\b|(?:commente|repondu a|aime) votre "
    r"|vous avez (?:\d{1,4}|un|une|recu) (?:nouve\w{1,3} )?(?:message|commentaire"
    r"|notification|invitation|reponse)",
    # Spanish, Portuguese, Italian
    r"(?:te|le|usted|se le) (?:ha|han|fue) (?:\S{1,20} ){0,2}(?:asignad|invitad"
    r"|mencionad|agregad|anadid|compartid|citad)\w{1,2}|asignad\w{1,2} a (?:usted|ti)"
    r"|(?:comentado|respondido) (?:en|a) (?:tu|su) |(?:tienes|tiene|has recibido"
    r"|ha recibido) (?:\d{1,4}|un|una) (?:nuev\w )?(?:mensaje|comentario|notificacion"
    r"|invitacion)",
    r"(?:atribuid|designad)\w{1,2} (?:a|para) (?:voce|si)|(?:voce|foi) (?:foi )?"
    r"(?:convidad|mencionad|adicionad|citad)\w{1,2}|(?:comentou|respondeu)\b.{0,20} "
    r"(?:seu|sua) |voce (?:tem|recebeu) (?:\d{1,4}|um|uma) (?:nov\w )?(?:mensagem"
    r"|comentario|notificacao|convite)",
    r"(?:assegnat|affidat)\w{1,2} a (?:te|lei)|(?:ti ha|sei stat\w|le e stat\w) (?:\S"
    r"{1,20} ){0,2}(?:invitat|menzionat|aggiunt|assegnat|citat|condivis)\w{1,2}"
    r"|(?:commentato|risposto a) (?:il|la) (?:tu|su)\w|(?:hai|ha ricevuto) (?:\d{1,4}"
    r"|un|una) (?:nuov\w )?(?:messaggio|commento|notifica|invito)",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:aan|voor) (?:u|jou|je) (?:zijn |is )?toegewezen|(?:u|je) (?:bent|werd|hebt"
    r"|heeft) (?:\S{1,20} ){0,3}(?:uitgenodigd|genoemd|toegevoegd|toegewezen)|(?:heeft"
    r"|hebt) (?:\d{1,4}|een) (?:nieuwe? )(?:bericht|reactie|melding)|gereageerd op "
    r"(?:je|uw) ",
    r"(?:tilldelat|tilldelad|tildelt|tilldelats) (?:till )?(?:dig|deg)|(?:du har|du er"
    r"|du ar) (?:\S{1,20} ){0,2}(?:inbjuden|blivit inbjuden|invitert|inviteret|namnd"
    r"|naevnt|nevnt|tilfojet|lagt til)|bjudit in dig|(?:du har) (?:\d{1,4}|en|ett|et) "
    r"(?:nytt?|ny|ulaest|ulest) (?:meddelande|besked|melding|kommentar)|kommenterade "
    r"(?:din|ditt)|kommenteret (?:din|dit)",
    r"sinulle (?:\S{1,20} ){0,2}(?:maarattu|osoitettu|annettu)|(?:sinut on|sinulla on) "
    r"(?:\S{1,20} ){0,2}(?:kutsuttu|lisatty|mainittu|uusi|uusia)|luovutettu sinulle",
    # Polish, Czech, Slovak, Hungarian, Romanian
    r"przypisan\w{1,2} (?:do )?(?:ciebie|ci|panstwa)|(?:zostal\w{0,3}) (?:zaproszon"
    r"|wspomnian|dodan)\w{1,2}|zaprasza cie|skomentowal\w? (?:twoj|twoja)|(?:masz"
    r"|otrzymal\w{0,3}) (?:\d{1,4}|now\w) (?:now\w )?(?:wiadomosc|komentarz"
    r"|powiadomieni)|(?:prirazen|priraden|pridelen)\w{1,2} (?:vam|tobe|ti)|vam"
    r" (?:\S{1,10} )?(?:prirazen|priraden|pridelen)|(?:vas|te) (?:\S{1,10} )?(?:pozval"
    r"|zmini)|mate (?:\d{1,4}|nov)",
    r"(?:onhoz|hozzad|neked|onnek) (?:\S{1,12} )?rendel|meghiv\w{0,4} (?:teged|ont)"
    r"|(?:hozzaszolt|valaszolt) (?:a|az) |(?:atribuit|asignat|alocat)\w{0,2} (?:dvs"
    r"|dumneavoastra|tie|voua)|(?:ati|ai) (?:fost )?(?:invitat|mentionat|adaugat)"
    r"|v-a invitat|te-a invitat",
    # Croatian, Serbian, Slovene, Turkish, Lithuanian, Latvian, Estonian
    r"(?:vama|vam|tebi) (?:\S{1,10} )?(?:dodijeljen|dodeljen|dodjeljenj)|(?:dodijeljen"
    r"|dodeljen|dodjeljen)\w{0,3} (?:vama|vam|tebi)|(?:vas je|vas) (?:pozvao|povabil"
    r"|spomenuo)|size (?:\S{1,12} )?(?:atan|gonder|davet)|sizi (?:\S{1,20} )?davet"
    r"|jums (?:\S{1,12} )?(?:priskirt|pieskirt|nozimet)|(?:teile|sulle) (?:\S{1,12} )?"
    r"(?:maaratud|suunatud)",
    # Russian, Ukrainian, Bulgarian, Serbian, Greek
    r"назначенн\w{1,3} (?:на )?(?:вас|вам)|(?:вам|вас|тебя|тебе) (?:\S{1,20}"
    r" ){0,2}(?:назначен|пригласил|приглашен|упомянул|призначен|запросив|запросил"
    r"|згадал|отметил|выдан)|призначен\w{1,3} (?:на )?вас|назначен\w{1,2} на вас|вас"
    r" покани|додељен\w{1,2} вама|σας (?:\S{1,14} )?(?:ανατεθ|προσκαλ|ανεφερε)"
    r"|ανατεθ\w{1,5} σε (?:σας|εσας)|(?:ответил|прокомментировал)\w{0,2} (?:на"
    r" )?(?:ваш|твои|твою)",
    # Chinese, Japanese, Korean
    r"(?:指派|分配|指定|授予|分享)(?:给|給)(?:了)?(?:您|你)|(?:邀请|邀請)(?:了)?(?:您"
    r"|你)|(?:您|你)(?:已)?被(?:邀请|提及|添加|指派)|(?:您|你)有(?:\d{1,4}|一|新)(?:条"
    r"|封|个|則)?.{0,4}(?:消息|通知|邮件|评论|留言|訊息)|担当(?:チケット|者)"
    r"|あなた(?:に|を)(?:割り当て|招待|メンション)|(?:招待|メンション)されました"
    r"|당신(?:이|에게|을)|(?:귀하|회원님)(?:을|를|에게|님).{0,12}(?:초대|할당|언급)"
    r"|님이 .{0,30}(?:초대|댓글|공유)",
    # Arabic, Persian, Hebrew, Thai, Vietnamese, Indonesian
    r"(?:دعاك|دعوتك|تمت دعوتك|أشار إليك|تعيينه لك)|به شما (?:واگذار|محول|ارجاع)|شما را"
    r" (?:دعوت|به)|(?:הוזמנת|הזמין אותך|הוקצה לך|הזכיר אותך)|(?:เชิญคุณ|มอบหมายให้คุณ)"
    r"|moi ban|(?:duoc giao|giao) cho ban|(?:mengundang|ditugaskan|menyebut) (?:kepada"
    r" )?(?:anda|kamu)",
)

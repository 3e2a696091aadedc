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
    r"|achat|reservation|paiement)|(?:recapitulatif|details|sommaire) de (?:la |votre )?"
    r"commande|suivre (?:votre|mon) colis",
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
    r"|ble)|tack for (?:din|ditt) (?:order|bestallning|kop)|tak for (?:din|dit) (?:ordre"
    r"|bestilling|kob)|takk for (?:handelen|bestillingen|din ordre)|ordre?(?:oversikt"
    r"|oversigt|summering|bekraft|bekreft)",
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
    r"|замовлен|посилк|покупк|экспарт)\w{0,3}|(?:спасибо|благодарим|дякуємо) за (?:ваш )?"
    r"(?:заказ|покупк|оплат|замовлен|бронир)\w{0,3}|(?:παραγγελια|κρατηση) σας",
    # Chinese, Japanese, Korean
    r"(?:订单|訂單|包裹|快递|预订|預訂|付款)(?:号|編號|编号|已|状态|详情|成功|确认|信息|概要)|(?:您"
    r"|你)的(?:订单|訂單|包裹|账单)|(?:ご注文|ご予約|お支払い?|お荷物)(?:の|を|が|ありがとう"
    r"|完了|番号|内容|状況)|(?:주문|배송|결제|예약)(?:이|가|을)? ?(?:번호|내역|확인|완료|접수|취소)",
    # Arabic, Persian, Hebrew, Thai, Vietnamese, Indonesian
    r"طلبك رقم|تم (?:شحن|استلام) طلبك|سفارش شما|ההזמנה שלך|הזמנתך|החבילה שלך|คำสั่งซื้อ"
    r"|don hang (?:cua|so)|(?:pesanan|paket|tempahan) anda",
)

# What happened to a thing that a system keeps.
NEWS = Wording(
    # English
    r"(?:has|have|was|were) (?:just |been |automatically )?(?:\w{1,14} )?(?:assigned"
    r"|invited|mentioned|quoted|approved|disapproved|denied|published|marked|flagged"
    r"|updated|modified|closed|reopened|expired|scheduled|backed up|checked (?:in|out)"
    r"|reported|registered|granted|suspended|locked|deactivated|activated|disabled"
    r"|posted|commented|processed)\b",
    r"(?:assigned|invited|added|mentioned|quoted|shared) (?:\S{1,60} ){0,6}?(?:to |with )?"
    r"you\b|(?:is|are) (?:due in|expiring|overdue|about to expire)|to (?:view|see|read"
    r"|review) (?:\w{1,14} ){1,4},? ?(?:click|visit|go|log|follow|use)|new (?:comment"
    r"|reply|post|private message|ticket|issue|task|request|topic|member|order) (?:has"
    r"|was|in|on|from|by)\b",
    r"has (?:posted|replied|requested|sent you|started|changed|created|updated)\b"
    r"|your (?:\S{1,30} ){0,2}(?:computer|pc|files?|post|topic|request|ticket|backup"
    r"|export|quota|mailbox|licen[cs]e|domain|certificate)\b.{0,40} (?:has|have|was"
    r"|were|will|needs?|expires?) ",
    # German, French
    r"wurde (?:\S{1,30} ){0,5}(?:zugewiesen|erstellt|aktualisiert|geandert|hinzugefugt"
    r"|eingeladen|freigegeben|abgeschlossen|genehmigt|gesichert|kommentiert|gemeldet)"
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
    r"|toegevoegd|uitgenodigd|gedeeld|goedgekeurd)|(?:har|er|ar|blev|ble) (?:\S{1,20} )?"
    r"(?:tilldelat|tilldelad|tildelt|skapats|uppdaterat|opdateret|oppdatert|bjudits"
    r"|inviteret|invitert|markert|markeret)",
    # Polish, Czech, Russian, Turkish
    r"zosta\w{1,3} (?:przypisan|utworzon|zaktualizowan|zmienion|dodan|zaproszon)\w"
    r"|byl\w? (?:\w{1,12} )?(?:prirazen|vytvoren|aktualizovan|zmenen|pridan|pozvan)\w?"
    r"|был[аои]? (?:назначен|создан|обновлен|изменен|добавлен|приглашен|выдан)\w?"
    r"|(?:atandi|olusturuldu|guncellendi|degistirildi|davet edildi)",
    # Chinese, Japanese, Korean
    r"(?:已被|已经|被)(?:分配|创建|更新|修改|添加|邀请|批准|关闭)|(?:割り当て|作成|更新|変更|追加|招待|承認)"
    r"されました|(?:할당|생성|업데이트|변경|추가|초대|승인)되었습니다",
)

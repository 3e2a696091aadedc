"""Words of websites' forms and shops, in the languages they have. A line is a language
or two; they come from the templates of the programs that are named."""

from .wording import Wording

# Subjects under which forms send what a person filled in: Contact Form 7, WPForms,
# Gravity Forms, Joomla, Drupal, TYPO3, Shopware, PrestaShop, Jotform, own scripts.
SUBJECT = Wording(
    # English
    r"(?:contact|enquiry|inquiry|feedback|support|request|web|website|online"
    r"|quote)[ -]?(?:us )?form\b|form (?:submission|entry|response)\b",
    r"(?:website|web|contact|site) (?:submission|enquiry|inquiry|request|message)\b",
    r"(?:message|enquiry|inquiry|submission|e-?mail|request) (?:from|via|through"
    r"|on) (?:your |the |our |a )?(?:\S{1,30} )?(?:web ?site|web ?shop|site|form"
    r"|visitor)\b",
    r"new (?:enquiry|inquiry|lead|contact request|support request)\b",
    # German
    r"\w{0,20}formular(?:eingabe|anfrage|daten)?\b|kontakt-?anfrage\b",
    r"(?:nachricht|anfrage|mitteilung) (?:uber|via|von|aus|auf) (?:\S{1,30} ){0,2}"
    r"\w{0,12}(?:web ?seite|website|homepage|internetseite)",
    # French, Spanish, Portuguese, Italian
    r"formulaire\b|demande de contact\b|message (?:depuis|via|du|de|sur) (?:\S{1,30} )"
    r"{0,2}site\b",
    r"formulari[oe]\b|solicitud de contacto\b|(?:mensaje|consulta) (?:desde|de|a traves"
    r" de) (?:\S{1,30} ){0,2}(?:web|sitio|pagina)\b",
    r"modulo (?:di )?contatt|richiesta di contatto\b|mensagem do site\b",
    # Dutch, Polish, Czech, Finnish, Norwegian, Danish, Swedish
    r"\w{0,20}formulier\b|contactaanvraag\b|bericht (?:via|van) (?:\S{1,30} ){0,2}"
    r"(?:website|site)\b",
    r"formularz|formular[ez]?\b|yhteydenottolomake|kontakt(?:skjema|formular)",
    # Russian, Turkish, Japanese, Chinese, Korean
    r"форма обратнои связи|заявка с саита|iletisim formu|お問い合わせ|联系表|在线留言"
    r"|문의",
)

# Sentences by which forms say what they are: "This e-mail was sent from a contact form
# on ..." (Contact Form 7), "Ann sent a message using the contact form at ..." (Drupal).
SENTENCE = Wording(
    # English
    r"(?:sent|submitted|received|came|generated|filled|completed|posted|message|e-?mail"
    r"|enquiry|inquiry|submission) (?:\S{1,20} ){0,3}(?:from|via|through|using|by|on|in"
    r"|out|with) (?:\S{1,30} ){0,4}form\b",
    r"form (?:\S{1,30} ){0,5}(?:has been |was )(?:submitted|filled|completed)"
    r"|form submission\b|this is an (?:enquiry|inquiry) e-?mail via\b",
    # German
    r"(?:uber|via|durch|von|vom|aus|mit) (?:\S{1,30} ){0,4}\w{0,20}formular "
    r"(?:\S{1,40} ){0,8}(?:gesend|gesand|versen|versand|verschickt|ubermitte"
    r"|abgeschickt|abgesend"
    r"|erstell|generier|eingegangen|erhalten)",
    r"formular (?:\S{1,30} ){0,5}(?:ausgefullt|abgeschickt|abgesendet)"
    r"|(?:nachricht|anfrage) (?:\S{1,30} ){0,3}\w{0,20}formular\b",
    # French, Spanish, Italian, Portuguese
    r"(?:envoye|transmis|recu|rempli|soumis|message|demande)\w{0,3} (?:\S{1,30} ){0,5}"
    r"formulaire\b|formulaire (?:\S{1,30} ){0,5}(?:rempli|soumis|envoye)",
    r"(?:envi|recibi|rellen|complet|mensaje)\w{0,6} (?:\S{1,30} ){0,5}formulario\b"
    r"|formulario (?:\S{1,30} ){0,5}(?:enviad|rellenad|completad)",
    r"(?:inviat|ricevut|compilat|messaggio)\w{0,3} (?:\S{1,30} ){0,5}(?:modulo|form)\b",
    # Dutch
    r"(?:verzonden|verstuurd|verstuurt|ingevuld|ontvangen|bericht|aanvraag) "
    r"(?:\S{1,30} ){0,5}\w{0,20}formulier\b|formulier (?:\S{1,30} ){0,6}(?:verzonden"
    r"|verstuurd|ingevuld)",
)

# Subjects of a shop's mail about an order, for the shop itself: WooCommerce ("[Shop]
# New order #17"), Shopify, Magento, PrestaShop, Shopware, Gambio. A number belongs to
# it: customers write "New order", too.
ORDER_SUBJECT = Wording(
    r"(?:you(?:'ve| have) got a |you have a )?new (?:customer )?order[ :(]{0,3}(?:no\.?"
    r"|number|nr\.?)?[ :(]{0,2}#? ?[\w-]{0,12}\d|you(?:'ve| have) (?:made a sale"
    r"|sold)\b",
    r"(?:order|invoice|payment|refund|subscription) #[\w-]{1,30} (?:has been |was "
    r"|is )?(?:received|placed|confirmed|shipped|cancel\w{1,5}|paid|created"
    r"|refunded|completed"
    r"|failed|on hold)\b|(?:cancelled|failed|paid) order[ :(]{1,3}#?\d",
    r"payment (?:received|confirmation)\b|you(?:'ve| have) (?:received"
    r"|got) (?:a payment|money|\S{1,4} ?\d)",
    r"(?:neue |eingang einer |eingang ihrer )?(?:kunden)?bestell(?:ung|eingang)"
    r"(?: (?:nr\.?|nummer))?[ :(]{0,3}#[\w-]{1,30}|neue (?:kunden)?bestellung[ :(]{1,3}"
    r"(?:nr\.? ?)?#?[\w-]{0,12}\d|zahlungseingang (?:fur|zu|von|bestatig)"
    r"|(?:stornierte|fehlgeschlagene) bestellung[ :(]{1,3}#?\d",
    r"nouvelle (?:commande|vente)[ :(]{1,3}(?:client )?(?:n[°o]\.? ?)?#? ?[\w-]{0,12}\d"
    r"|commande (?:annulee?|echouee)[ :(]{1,3}#?\d",
    r"(?:nuevo pedido|nueva (?:venta|compra))(?: de cliente)?[ :(]{1,3}"
    r"(?:n[°o.]{1,2} ?)?#? ?[\w-]{0,12}\d|pedido (?:cancelado|fallido)[ :(]{1,3}#?\d",
    r"(?:nuovo ordine|novo pedido)[ :(]{1,3}(?:n[°o.]{1,2} ?)?#? ?[\w-]{0,12}\d"
    r"|nieuwe (?:klant)?(?:bestelling|order)[ :(]{1,3}(?:nr\.? ?)?#? ?[\w-]{0,12}\d"
    r"|(?:geannuleerde|mislukte) (?:bestelling|order)[ :(]{1,3}#?\d",
    r"ny (?:ordre|order|bestilling|bestallning)[ :(]{1,3}#?\d|nowe zamowienie[ :(]{1,3}"
    r"#?\d|nova objednavka[ :(]{1,3}#?\d|новыи заказ[ :(]{1,3}[#№]? ?\d",
    r"yeni siparis[ :(]{1,3}#?\d|新订单.{0,4}\d|新しい注文.{0,4}\d|새 주문.{0,4}\d",
)

# What such a mail begins with ("You've received the following order from Ann").
ORDER_SENTENCE = Wording(
    r"you(?:'ve| have) received (?:the following|a new) order\b|you(?:'ve"
    r"| have) got a new order\b|customer has placed (?:a new|the following) order\b",
    r"(?:sie haben|du hast) (?:soeben |gerade )?(?:(?:die )?folgende|eine neue) "
    r"bestellung\b|(?:folgende|neue) bestellung (?:ist"
    r"|wurde) (?:\S{1,30} ){0,4}(?:eingegangen"
    r"|aufgegeben)",
    r"vous avez recu (?:une nouvelle commande|la commande suivante)"
    r"|(?:has|ha) recibido (?:el siguiente|un nuevo) pedido\b",
    r"hai ricevuto (?:il seguente|un nuovo) ordine\b|(?:je|u) (?:hebt|heeft|heb) "
    r"(?:de volgende|een nieuwe) bestelling\b",
)

# Somebody commented, which the machine of a website or network tells (WordPress).
COMMENT = Wording(
    r"new (?:comment|reply|response|pingback|trackback) on (?:the|your)\b|(?:comment|"
    r"repl)\w{1,4} (?:on|to) your (?:post|photo|video|comment|article|page)",
    r"(?:neuer|ein neuer) kommentar (?:zu|auf|zum|unter)\b"
    r"|nouveau commentaire (?:sur|en|dans)\b|nuevo comentario (?:en|sobre)\b"
    r"|nieuwe reactie op\b",
    r"(?:comment|kommentar|commentaire|comentario|reactie) ?: [\"'“„«]",
    r"(?:please moderate|bitte moderieren|veuillez moderer|por favor,? modera"
    r"|modereer alsjeblieft) ?:",
)

# What WordPress tells those who run a website begins with: users, passwords, comments.
SITE_NEWS = Wording(
    r"new user registration on your site"
    r"|someone has requested a password reset for the "
    r"following account|password changed for user|howdy! your site|a new (?:comment"
    r"|pingback|trackback) on (?:the|your) post\b.{1,300} is waiting for (?:your )?"
    r"(?:approval|moderation)|new (?:comment|pingback|trackback) on your post\b",
    r"neue benutzer-?registrierung auf|(?:auf|in) (?:deiner"
    r"|ihrer) website .{0,80}neue[rn]?"
    r" benutzer|jemand hat .{0,40}zurucksetz\w{2} des passwort"
    r"|das passwort des benutzers"
    r"|(?:passwort|kennwort) (?:wurde )?(?:fur (?:den )?benutzer .{1,60} )?geandert"
    r"|(?:ein neuer|neuer) kommentar (?:zum|zu|zu deinem|zu ihrem) beitrag\b",
    r"nouvel(?:le inscription| utilisateur) .{0,20}sur votre site"
    r"|quelqu'un a demande .{0,40}"
    r"(?:reinitialisation|renouvellement) d|mot de passe (?:modifie|change) pour"
    r"|un nouveau commentaire (?:sur|pour|en attente)\b",
    r"(?:registro de nuevo|nuevo registro de|nuevo) usuario .{0,24}en tu sitio"
    r"|alguien ha "
    r"solicitado .{0,40}restabl|contrasena cambiada|(?:hay )?un nuevo comentario en la "
    r"entrada\b",
    r"nieuwe gebruiker\w{0,12} .{0,24}op je site|iemand heeft .{0,40}wachtwoord"
    r"|wachtwoord (?:is )?gewijzigd voor gebruiker|een nieuwe reactie op (?:het |je )?"
    r"bericht\b",
)

# A marketplace hands on what a buyer or guest writes; the address relays the answer.
BUYER = Wording(
    r"(?:message|question|enquiry|inquiry|request) from (?:the |your |a )?(?:buyer"
    r"|customer|guest)\b|(?:buyer|customer|guest)(?:'s)? (?:message|question|has a "
    r"question|wrote|asks)",
    r"(?:nachricht|frage|anfrage) (?:des|der|vom|von|eines|ihres) (?:\S{1,20} )?"
    r"(?:kaufer|kund|gast|gaste)",
    r"(?:message|question) (?:de l'|de votre |du |d'un )(?:acheteur|client|voyageur)"
    r"|(?:mensaje|pregunta) (?:del|de tu|de un) (?:comprador|cliente|huesped)",
    r"(?:bericht|vraag) van (?:de |je |uw |een )?(?:koper|klant|gast)",
)

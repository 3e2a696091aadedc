"""Sentences by which programs explain a mail to whom it went: why it came, what to do
if it should not have come, where to click, what became of an account. They are those of
the locales of django-allauth, Redmine, Diaspora, phpBB and Spree, put more generally. A
line is a language or two."""

from .wording import Wording

# What to do where somebody else caused the mail.
IGNORE = Wording(
    # English
    r"(?:can|may|please|just|safely|simply)(?: \w{1,12}){0,2} (?:ignore|disregard"
    r"|delete) this (?:e-?mail|message|notification|letter|notice)|if you (?:did not"
    r"|didn't|have not|haven't) (?:\w{1,12} )?(?:request|make|initiate|create|sign"
    r"|register|ask|authori|perform|place|expect|recogni)",
    # German, French
    r"(?:diese|die) (?:e-?mail|nachricht|mail) (?:einfach |bitte )?(?:ignorieren"
    r"|loschen|als gegenstandslos)|ignoriere?n? (?:sie )?(?:bitte )?diese|(?:falls"
    r"|wenn|sollten) (?:du|sie)\b.{0,60}nicht (?:selbst |von ihnen )?(?:angefordert"
    r"|beantragt|veranlasst|erstellt|registriert|angemeldet)",
    r"ignore[zr] (?:simplement )?(?:cet|ce|le present)|si vous n'(?:avez|etes) (?:pas"
    r"|jamais) (?:\w{1,12} )?(?:demand|initi|effectu|cree|a l'origine|fait)"
    r"|ne tenez pas compte|peut etre ignore",
    # Spanish, Catalan, Portuguese, Italian
    r"(?:ignor|descart|elimin)\w{1,4} (?:este|el presente) (?:correo|mensaje|e-?mail"
    r"|mail)|si (?:usted |tu )?no (?:ha |has |lo )?(?:solicit|realiz|pid|inici|cre)\w"
    r"|hag[ae]r? caso omiso|(?:pot|podeu) ignorar|si no (?:has|heu) (?:demanat|sol)",
    r"(?:ignor|desconsider)\w{1,4} est[ea]|est[ea] (?:e-?mail|mensagem|correio) pode"
    r" ser ignorad|se (?:voce )?nao (?:foi |fez |o |a )?(?:solicit|pedi|realiz|inici"
    r"|cri|fez|foi)",
    r"ignor\w{1,4} (?:questa|questo|la presente|tranquill)|se non (?:hai|ha|sei"
    r"|avete) (?:stato |\w{1,4} )?(?:effettuat|richiest|creat|fatto|avviat)",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:negeer|negeren|verwijder)\w{0,2} (?:deze|dit|dan)|(?:deze|dit) (?:e-?mail"
    r"|bericht|mail) (?:dan |gerust |veilig )?(?:negeren|verwijderen)|(?:als"
    r"|indien) (?:u|je|jij)\b.{0,50}niet (?:hebt|heeft|zelf|aangevraagd|gevraagd)",
    r"ignorera (?:detta|det har|mejlet|meddelandet)|(?:mail|mejl|meddelande)\w{0,3}"
    r" kan ignoreras|om du inte (?:har )?(?:beg|initier|skapat|gjort|bett)",
    r"ignorer\w{0,2} (?:denne|dette|trygt)|(?:se|kan du) bort fra denne"
    r"|hvis du ikke (?:har |selv )?(?:bedt|anmod|bad|oprett|opprett|forespur)"
    r"|(?:voit|jata) (?:\w{1,14} )?(?:ohittaa|huomiotta)|jos et (?:ole )?(?:pyyt|luo"
    r"|rekist)",
    # Polish, Czech, Slovak, Hungarian, Romanian
    r"zignor(?:uj|owac)|(?:jesli|jezeli) (?:to )?nie (?:ty|prosi|zlecal|zakladal"
    r"|wnioskowal)|ignor(?:uj|uite|ovat|ujte)\w{0,2} (?:tento|tuto|tato)|pokud jste "
    r"(?:o |si |to )?(?:\w{1,12} )?ne\w{3,40}|ak ste (?:o "
    r"|si )?(?:\w{1,12} )?ne\w{3,40}",
    r"figyelmen kivul|ha nem (?:te|on|ti) |ignor\w{1,4} (?:acest|in siguranta|mesajul)"
    r"|daca nu (?:ati|ai) (?:solicit|cerut|facut|ini|creat)",
    # Croatian, Serbian, Slovene, Turkish
    r"(?:ignori[sr]\w{1,5}|zanemari\w{0,4}|prezrite|spreglejte) (?:ovu|ovaj|to|ta)"
    r"|ako (?:vi )?niste (?:\w{1,12} )?(?:zatraz|zahtij|zahtev|trazil|kreir|poslal)",
    r"(?:goz ?ardi ed|dikkate alma|yok say|gormezden gel)\w{0,10}|siz (?:yapma"
    r"|gonderme|istemed)",
    # Russian, Ukrainian, Bulgarian, Macedonian, Greek
    r"(?:про)?игнорир\w{1,8}|проігнор|не обращаите внимания|пренебрегн|(?:если|ако"
    r"|якщо)\b.{0,24} не (?:запраш|запрос|делали|отправл|инициир|надсил|робили"
    r"|регистр)",
    r"αγνοησ|(?:αν|εαν) δεν (?:ζητησ|κανατε|το ζητ)",
    # Chinese, Japanese, Korean
    r"(?:忽略|无视|無視|忽视|不予理会|不必理会)(?:此|该|本|這|这)?(?:封)?(?:邮件|郵件"
    r"|信|电子|消息|訊息|请求)|(?:如果|若|如)(?:您|你)?(?:没有|沒有|並未|并未|未曾"
    r"|不是|并没有)(?:请求|要求|提出|申请|申請|进行|本人|发起|注册)|不是(?:您|你)本人",
    r"(?:このメール|本メール|当メール)(?:は|を)?(?:無視|破棄|削除)|(?:心当たり"
    r"|身に覚え)(?:が|の)な",
    r"(?:메일|메시지)(?:을|은|를)? ?(?:무시|삭제)|(?:요청|신청)(?:하지 않|한 적|하신"
    r" 적)",
    # Arabic, Persian, Hebrew, Thai, Vietnamese, Indonesian
    r"تجاهل|إذا لم (?:تطلب|تقم|تكن|يكن)|نادیده (?:بگیر|گرفت)|להתעלם|במידה ולא"
    r"|אם לא ביקש",
    r"เพิกเฉย|มองข้าม|ไม่ต้องสนใจ|หาก(?:คุณ)?ไม่ได้|bo qua (?:e-?mail|thu|tin)"
    r"|neu ban khong"
    r"|abaikan (?:e-?mail|pesan|surel|emel)|(?:jika|apabila) (?:anda|kamu) tidak me",
    # Lithuanian, Latvian, Estonian
    r"ignoruokite|nekreipkite demesio|ignorejiet|jei jus ne\w{3,40}|ja jus ne\w{3,40}"
    r"|(?:eira|ignoreeri)\w{0,3} seda",
)

# Why the mail came.
REASON = Wording(
    # English
    r"(?:you(?:'re| are| have)?|you) (?:been )?(?:receiv(?:ing|ed?)|getting|got"
    r"|sent) this (?:e-?mail|message|notification|notice|mail)|you asked (?:us )?to be "
    r"notified|(?:this|the) (?:e-?mail|message|notification|notice) (?:was|is"
    r"|has been) (?:automatically |being )?(?:sent to you|sent on behalf|intended for"
    r"|generated)|keep this (?:e-?mail|message) for your|print this message and",
    # German, French
    r"(?:sie|du) (?:erhalten|erhaltst|bekommen|bekommst) diese (?:e-?mail|nachricht"
    r"|mail|benachrichtigung)|diese (?:e-?mail|nachricht|mail) (?:wurde|ging|geht) "
    r"(?:an sie|an dich|versendet|gesendet|verschickt|automatisch|von einem)",
    r"vous (?:recevez|avez recu) (?:cet|ce) (?:e-?mail|message|mail|courriel|courrier)"
    r"|(?:cet|ce) (?:e-?mail|message|courriel) (?:vous )?(?:a ete|est) (?:envoye"
    r"|adresse|genere)",
    # Spanish, Catalan, Portuguese, Italian
    r"recib\w{1,5} este (?:correo|mensaje|e-?mail|mail)|este (?:correo|mensaje"
    r"|e-?mail)(?: electronico)? (?:ha sido|fue|se) (?:\w{1,12} )?(?:envi|gener)"
    r"|(?:rebent|rebut|rebeu) aquest (?:correu|missatge)",
    r"(?:receb\w{1,5}|a receber) est[ea] (?:e-?mail|mensagem|correio)|est[ea]"
    r" (?:e-?mail|mensagem) foi (?:enviad|gerad)",
    r"(?:ricev\w{1,4}|ricevuto) (?:questa|questo|la presente) (?:e-?mail|messaggio"
    r"|mail)|(?:questa|questo) (?:e-?mail|messaggio|mail) (?:e|ti e|le e) (?:stat\w )?"
    r"(?:inviat|generat)",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:u|je|jij) (?:ontvangt|krijgt) (?:deze|dit) (?:e-?mail|bericht|mail)|(?:deze"
    r"|dit) (?:e-?mail|bericht|mail) (?:is|werd|wordt) (?:\w{1,14} )?(?:verzonden"
    r"|verstuurd|gestuurd|gegenereerd)",
    r"du (?:far|har fatt|modtager|mottar|har modtaget|har mottatt) (?:det har|detta"
    r"|denne|dette) (?:\w{0,4}mail|mejl|meddel|e-?post|besked|beskjed)",
    r"(?:saat|sait|saatte) taman (?:viestin|sahkopostin|ilmoituksen)",
    # Polish, Czech, Slovak, Hungarian, Romanian
    r"otrzyma\w{2,5} (?:te|ta|tego|niniejsza|ten) (?:wiadomosc|e-?mail|mail)"
    r"|(?:dostavate|dostali|obdrzeli|prijali) (?:jste )?(?:tento|tuto|ste tento)"
    r"|(?:tento|tato) (?:e-?mail|zprava) (?:jste|vam|byl)",
    r"azert (?:kapod|kapja|kapta|kaptad)|(?:primiti|primesti|ati primit"
    r"|ai primit) acest (?:e-?mail|mesaj)|acest (?:e-?mail|mesaj) (?:a fost|este) "
    r"(?:trimis|generat)",
    # Croatian, Serbian, Slovene, Turkish
    r"(?:primili|primate|primas|dobivate|dobili|prejeli|prejemate|dobijate) (?:ste )?"
    r"(?:ovu|ovaj|to|ta) (?:e-?mail|poruku|mail|sporocilo|e-?posto|obavijest)",
    r"bu (?:e-?posta|ileti|mesaj|e-?mail|mail)\w{0,4} .{0,80}(?:aliyorsunuz|aldiniz)",
    # Russian, Ukrainian, Bulgarian, Greek
    r"(?:вы|ви|вие) (?:получили|получаете|отримали|отримуєте|получавате) (?:это|цеи"
    r"|този|това|тази)|получавате този",
    r"(?:это|данное|дане|цеи) (?:письмо|сообщение|лист) (?:\w{1,16} )?(?:отправлен"
    r"|создан|сформир|надіслан|направлен)|(?:λαβατε|λαμβανετε) αυτο",
    # Chinese, Japanese, Korean
    r"(?:您|你)(?:会)?(?:收到|接收到)(?:此|这|這|该|本)(?:封)?(?:邮件|郵件|信|电子邮件"
    r"|電子郵件)",
    r"(?:このメール|本メール|当メール)は.{0,40}(?:送信|配信|お送り|送られ|自動)"
    r"|이 ?(?:메일|이메일|메시지)(?:은|는)?.{0,30}(?:발송|전송|보내)|이메일을 받으",
    # Arabic, Persian, Hebrew, Thai, Vietnamese, Indonesian
    r"(?:تلقيت|وصلتك|تتلقى|استلمت) هذ|این (?:ایمیل|نامه|رایانامه).{0,20}(?:دریافت"
    r"|ارسال)|(?:מייל|הודעה|אימייל) ז(?:ה|ו) נשלח",
    r"ได้รับอีเมล|nhan duoc (?:e-?mail|thu|tin) nay|menerima (?:e-?mail|pesan|surel)"
    r" ini",
    # Lithuanian, Latvian, Estonian
    r"(?:gavote|gaunate) si (?:laiska|pranesima)|sanem\w{1,4} so|(?:said|saate"
    r"|saite|saad) selle",
)

# Where to click.
CLICK = Wording(
    # English
    r"(?:click|tap|press|follow|visit|use|copy|paste)(?: \w{1,12}){0,5} (?:link|button"
    r"|url)\b|click (?:here|on|below)|link (?:below|expires|will expire|is valid)"
    r"|log ?in (?:to|at) (?:your|the|our)",
    r"(?:can be|can|may be) (?:viewed|found|seen|accessed|reached|read|downloaded"
    r"|managed|changed) (?:here|online|at|on|by|from|using|in your)|(?:visit|go to|goto"
    r"|see|at|here|following (?:address|page|url)|below) ?: ?https?:",
    # German, French
    r"klick\w{0,4} (?:sie |du )?(?:bitte )?(?:auf|hier)|(?:folgende[nrm]?|diesem"
    r"|diesen) link|link (?:folgen|klicken|anklicken)|uber den link",
    r"clique[zr] |en suivant ce lien|lien (?:suivant|ci-dessous)|(?:ce"
    r"|le) lien (?:expire|est valable)",
    # Spanish, Catalan, Portuguese, Italian
    r"(?:haga|haz|hacer|pulse|pulsa) (?:\w{1,10} )?(?:clic|click)|(?:siguiente|este) "
    r"(?:enlace|vinculo|link)|enlace (?:de abajo|siguiente)|feu clic|enllac",
    r"clique (?:no|em|aqui|sobre)|(?:seguinte|este) (?:link|endereco)|link (?:abaixo"
    r"|a seguir)",
    r"clicc\w{1,4} |(?:seguente|questo) (?:link|collegamento)|link (?:seguente"
    r"|sottostante|qui sotto)",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"klik\w{0,3} (?:op|hier|dan)|(?:volgende|onderstaande) (?:link|koppeling)"
    r"|klicka |(?:foljande|nedanstaende) lank|lanken nedan",
    r"klik\w{0,3} (?:pa|her)|(?:folgende|nedenstaende) (?:link|lenke)|lenken nedenfor"
    r"|klikkaa\w{0,4}|(?:seuraava|alla oleva)\w{0,3} linki",
    # Polish, Czech, Slovak, Hungarian, Romanian, Croatian, Slovene
    r"klikn\w{1,6}|(?:nastepujac|ponizsz)\w{1,3} (?:link|odnosnik)|(?:nasledujici"
    r"|tento|nasledujuci) odkaz|kattints\w{0,4}|(?:kovetkezo|alabbi) (?:link|hivatk)",
    r"(?:apasati|apasa|clic|click) (?:pe|aici)|(?:urmatorul|acest) link"
    r"|(?:sljedec|sledec|naslednj)\w{0,4} (?:link|vezu|poveznic|povezav)",
    # Turkish, Russian, Ukrainian, Bulgarian, Greek
    r"(?:tiklay|tiklat)\w{2,10}|asagidaki (?:link|baglanti)",
    r"(?:нажмите|переидите|щелкните|кликните|натиснете|натисніть|переидіть|заидіть)"
    r"|следующ\w{2,3} ссылк|по ссылке|наступним посилан|връзката|κανετε κλικ|πατηστε"
    r"|συνδεσμο",
    # Chinese, Japanese, Korean
    r"(?:点击|點擊|点选|點選|单击|访问|打开)(?:以下|下面|此|这里|這裡|下方|該"
    r"|该)?.{0,6}(?:链接|連結|鏈結|鏈接|网址|網址|按钮|按鈕)|(?:以下|下列"
    r"|下面)(?:的)?(?:链接|連結|鏈結|鏈接|网址)",
    r"(?:リンク|url|ボタン)(?:を|より|から)(?:クリック|開|押|アクセス)|クリックし"
    r"|(?:링크|버튼)(?:를|을)|클릭",
    # Arabic, Persian, Hebrew, Thai, Vietnamese, Indonesian
    r"انقر|اضغط|الرابط التالي|کلیک کنید|پیوند زیر|לחץ|הקישור",
    r"คลิก|คลิ๊ก|ลิงก์|ลิงค์|(?:nhan|nhap|bam) (?:chuot )?vao|lien ket (?:sau|duoi)"
    r"|klik (?:tautan|pautan|di|pada)|tautan (?:berikut|di)",
    # Lithuanian, Latvian, Estonian, Basque, Galician
    r"paspausk\w{0,4}|spustel\w{0,4}|sia nuoroda|noklikskin\w{0,5}|vajuta\w{0,3}"
    r"|klops\w{1,5}|esteka|seguinte ligazon",
)

# What became of an account, a password or an address.
ACCOUNT = Wording(
    # English
    r"your (?:\S{1,30} ){0,2}(?:password|account|profile|registration"
    r"|username|log-?in|verification code|security code) (?:has been|was|is|will"
    r"|expires|must|needs|could)",
    r"(?:to )?(?:reset|change|recover|restore) your (?:\S{1,30} )?password|(?:activate"
    r"|confirm|verify|validate) (?:your|yer) (?:new )?(?:\S{1,30} )?(?:account|e-?mail"
    r"|address|regist)|(?:verification|one-time) code|someone (?:has )?(?:requested"
    r"|tried|asked)|account information is|your new password|new password (?:is|has)"
    r"|account (?:already exists|with that)"
    r"|your (?:user ?name|user id|login|log-?in name|member(?:ship)? (?:id|number)"
    r"|password|e-?mail address|ip address)(?: is| was| has been|:)|thank(?:s"
    r"| you) for (?:registering|signing up|subscribing|creating an account)"
    r"|activat(?:e|ion) (?:your|the|code|link|of)",
    # German, French
    r"(?:ihr|dein)\w{0,2} (?:\S{1,30} )?(?:passwort|kennwort|konto|benutzerkonto"
    r"|zugang|profil|e-?mail-adresse)\w{0,2} (?:wurde|ist|wird|lautet|lauft|zu)"
    r"|(?:konto|registrierung|anmeldung) (?:zu )?(?:bestatig|aktivier"
    r"|verifizier)\w{2,3}|passwort (?:zuruckzusetzen|zurucksetzen|zu andern)"
    r"|(?:bestatigungs|aktivierungs|sicherheits|verifizierungs)code",
    r"votre (?:\S{1,20} )?(?:mot de passe|compte|inscription|adresse (?:e-?mail"
    r"|electronique)|profil) (?:a ete|est|sera|expire|doit)|(?:reinitialiser"
    r"|reinitialise|modifier|confirmer|confirmez|activer|activez|validez) votre"
    r" (?:nouve\w{1,3} )?(?:mot de passe|compte|adresse|inscription|e-?mail)|code de"
    r" (?:verification|confirmation|connexion)",
    # Spanish, Catalan, Portuguese, Italian
    r"(?:su|tu) (?:\S{1,20} )?(?:contrasena|cuenta|usuario|perfil|clave) (?:ha|fue|es"
    r"|se ha|esta)|(?:cambiar|restablecer|recuperar|confirmar|activar|verificar"
    r"|confirma|confirme|activa|active) (?:la |el )?(?:su|tu) (?:nueva )?(?:contrasena"
    r"|cuenta|correo|direccion|clave)|codigo de (?:verif|confirm|acces)|contrasenya|el"
    r" vostre compte|el teu compte",
    r"(?:sua|seu) (?:\S{1,20} )?(?:senha|conta|cadastro|palavra-passe|utilizador)"
    r" (?:foi|e|esta)|(?:redefin|alter|recuper|confirm|ativ|verific|mud)\w{1,5} (?:a "
    r"|o )?(?:sua|seu) (?:nov\w )?(?:senha|conta|e-?mail|endereco|palavra|cadastro"
    r"|registo)|codigo de (?:verif|confirm|acess)",
    r"(?:la tua|il tuo|la sua|il suo) (?:\S{1,20} )?(?:password|account|registrazione"
    r"|profilo) (?:e|ha|sara)|(?:reimpost|cambiar|ripristin|conferm|attiv|verific)"
    r"\w{0,4} (?:la |il |l')?(?:tua |tuo |sua |suo )?(?:nuov\w )?(?:password|account"
    r"|indirizzo|registrazione|e-?mail)|codice di (?:verif|conferma)",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:uw|je|jouw) (?:\S{1,20} )?(?:wachtwoord|account|registratie|profiel"
    r"|e-?mailadres) (?:is|werd|wordt|te |moet)|wachtwoord (?:te )?(?:wijzigen"
    r"|herstellen|resetten|opnieuw)|(?:bevestig|activeer|verifieer)\w{0,3} (?:uw|je) "
    r"|verificatiecode",
    r"(?:ditt|din|dit) (?:\S{1,20} )?(?:losenord|konto|adgangskode|passord|kodeord"
    r"|profil) (?:har|er|ar|blev|ble)|(?:aterstall|andra|nulstil|tilbakestill|endre"
    r"|skift|bekraft|bekreft|aktiver)\w{0,3} (?:ditt|din|dit) |verifieringskod"
    r"|bekreftelseskode",
    r"salasan\w{1,8} (?:on|palaut|vaihd|aset)\w{0,8}|(?:vahvista|aktivoi|vaihda|palauta"
    r"|nollaa)\w{0,4} (?:\w{1,16} )?(?:salasana|tili|sahkoposti)\w{0,8}|vahvistuskoodi",
    # Polish, Czech, Slovak, Hungarian
    r"(?:twoje|twojego|panstwa) (?:\S{1,20} )?(?:haslo|konto|hasla|konta)\b"
    r"|(?:zmienic|zresetowac|zresetuj|potwierdz|potwierdzic|aktywowac|aktywuj"
    r"|ustawic) (?:\w{1,14} )?(?:haslo|hasla|konto|adres|rejestracj)\w{0,3}"
    r"|kod (?:weryfik|potwierdz|aktywac)",
    r"(?:vase|vaseho|tvoje|sve|svoje) (?:\S{1,20} )?(?:heslo|hesla|ucet|uctu|konto)\b"
    r"|(?:obnov|potvrd|aktiv|resetov)\w{0,6} (?:\w{1,14} )?(?:hesla|heslo|ucet|uctu"
    r"|e-?mail\w{0,3}|adres\w{1,3})\b|overovaci kod",
    r"(?:jelszav|fiokj|fiokod)\w{1,8}|(?:jelszo|jelszavanak|fiok)\w{0,6} (?:visszaall"
    r"|megvaltoz|aktival|megeros)\w{0,10}",
    # Romanian, Croatian, Serbian, Slovene, Turkish
    r"(?:parola|contul) (?:dvs|dumneavoastra|ta|tau|a fost)|(?:reset|schimb|confirm"
    r"|activ)\w{1,5} (?:parola|contul|adresa|inregistrarea)",
    r"(?:vas|vasa|vasu|vase|tvoja) (?:\S{1,20} )?(?:lozink|zapork|gesl|racun"
    r"|nalog)\w{0,3}|(?:promen|promijen|spremen|potvrd|aktivir|resetir"
    r"|ponastav)\w{0,6} (?:\w{1,14} )?(?:lozink|zapork|gesl|racun|nalog|e-?mail"
    r"|adres)\w{0,4}",
    r"(?:sifre|parola|hesab|hesap)\w{0,6} (?:degis|sifirla|yenile|aktif|onayla|dogrula)"
    r"\w{0,10}|(?:sifreniz|parolaniz|hesabiniz|uyeliginiz)\w{0,4}|dogrulama kodu",
    # Russian, Ukrainian, Bulgarian, Greek
    r"(?:ваш|вашего|вашему|вашата|вашата|своего) (?:\S{1,20} )?(?:парол|учетн|аккаунт"
    r"|акаунт|обліков|профил)\w{0,6}|(?:смен|измен|восстанов|сброс|подтверд|активир"
    r"|змін|віднов|скид|підтверд|промен|потвърд|възстанов)\w{0,8} (?:\w{1,14}"
    r" )?(?:парол|учетн|аккаунт|акаунт|обліков|регистрац)\w{0,6}|код подтвержд",
    r"(?:κωδικος|κωδικου|κωδικο|λογαριασμο)\w{0,2} (?:προσβασης )?(?:σας|σου)|αλλαξετε"
    r" τον κωδικο|επαναφορα (?:του )?κωδικου|ενεργοποι\w{2,8} .{0,24}(?:λογαριασμ"
    r"|email)",
    # Chinese, Japanese, Korean
    r"(?:重置|重設|重设|修改|更改|找回|变更|變更)(?:您|你)?(?:的)?.{0,12}(?:密码|密碼)"
    r"|(?:您|你)的.{0,10}(?:密码|密碼|帐号|帐户|账号|账户|帳號|帳戶)|(?:激活|啟用|启用"
    r"|验证|驗證|确认|確認)(?:您|你)?(?:的)?.{0,8}(?:帐号|帐户|账号|账户|帳號|帳戶"
    r"|邮箱|郵箱|电子邮件|電子郵件)|验证码|驗證碼",
    r"パスワード(?:の|を)?(?:再設定|リセット|変更|再発行)|(?:アカウント|メールアドレス"
    r"|会員登録)(?:の|を|が)?(?:確認|認証|有効|作成|登録|完了)|認証コード",
    r"(?:비밀번호|패스워드|암호)(?:를|을|가|의)? ?(?:재설정|변경|초기화)|(?:계정"
    r"|이메일 ?주소?)(?:을|를|이)? ?(?:인증|확인|활성|등록)|인증 ?(?:번호|코드)",
    # Arabic, Persian, Hebrew, Thai, Vietnamese, Indonesian
    r"كلمة (?:المرور|السر)|حسابك|(?:تفعيل|تأكيد) (?:حساب|بريد)|گذرواژه|رمز عبور"
    r"|סיסמ(?:ת|ה)|חשבונך",
    r"รหัสผ่าน|บัญชีของคุณ|mat khau (?:cua|moi)|(?:dat lai|thay doi) mat khau|(?:xac"
    r" nhan|kich hoat) (?:tai khoan|e-?mail)|kata ?(?:sandi|laluan) (?:anda|kamu)"
    r"|(?:konfirmasi|verifikasi|aktifkan)\w{0,3} (?:akun|e-?mail|alamat)",
    # Lithuanian, Latvian, Estonian
    r"slaptazod\w{1,4}|jusu paskyr|parol\w{1,3} (?:main|ir|nomain)\w{0,4}"
    r"|parooli (?:vahet|muut)\w{0,6}|sinu .{0,20}parool",
)

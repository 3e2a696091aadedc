"""What programs write about, in few words and many languages: weak signs, for people
write about it, too. A line is a language or two."""

from .wording import Wording

# Things of an account or a trade that a subject names.
SUBJECT = Wording(
    # English
    r"(?:passwords?|accounts?|e-?mail address|log-?in|sign-?in"
    r"|username|activation|verification|(?:re)?confirmation|registration|unlock"
    r"|invitation|invoices?|payments?|receipt|credit|quote|refund|subscription|shipment"
    r"|licen[cs]es?|backups?|quota|certificate|domain|export|import|security|shared?"
    r"|sharing|comment(?:ed)?|mention(?:ed)?|repl(?:y|ied)|follow(?:er|ing|s)?|order"
    r"|notification|reminder|alert|report|members?(?:hip)?|permission|role|access"
    r"|friend|request(?:ed)?|welcome|warnings?|scheduled|updated?|expir\w{1,4}"
    r"|approved|rejected|activated?|confirm(?:ed)?|reset|verify)\b",
    # German, Dutch
    r"\w{0,16}(?:passwor|kennwort|konto|zugang|zugriff|aktivier"
    r"|bestatig|registrier|freischalt|entsperr|einladung|eingeladen|rechnung|zahlung"
    r"|quittung|gutschrift|angebot|abonnement|lizenz|sicherung|backup|zertifikat|export"
    r"|anmeldung|sicherheit|freigabe|freigegeben|geteilt|teilt\b|kommentar|erwahn"
    r"|antwort|bestell|benachricht|erinnerung|warnung|mitglied|willkommen|ablauf)",
    r"\w{0,16}(?:wachtwoord|account|bevestig|activer|activat|registr"
    r"|uitnodig|uitgenodigd|factuur|betaling|offerte|abonnement|licentie|toegang"
    r"|gedeeld"
    r"|deelt\b|reactie|vermeld|bestelling|herinnering|melding|welkom|verlop"
    r"|ontgrendel)",
    # French, Catalan, Occitan, Romanian
    r"(?:mots? de passe|comptes?\b|confirm|activ|inscri|deverrouill"
    r"|debloc|invit|factur|paiement|avoir\b|devis|abonn|licenc|sauvegarde|certificat"
    r"|connexion|partag|commentaire|mention|repon|command|notific|rappel|alerte"
    r"|bienvenue"
    r"|identifiants?|expir|rembours|verifi)",
    r"(?:contrasen|compte\b|convid|convit|parol|cont\b|contul|activ"
    r"|comparti|distribui|plat[ai]\b|factura|comand|memento|bun venit|deblocar)",
    # Spanish, Portuguese, Galician
    r"(?:contrasen|clave\b|cuenta|confirm|activ|registr|desbloque"
    r"|invita|factur|pagos?\b|reembols|presupuesto|suscripc|licenci|copias? de segur"
    r"|certificado|acceso|compart|coment|mencion|respuest|pedido|notific|recordatorio"
    r"|alerta|bienvenid|venc|credito)",
    r"(?:senha|palavra-passe|contrasinal|conta\b|ativ|registo|cadastr"
    r"|convit|convid|fatur|pagament|orcament|assinatura|licenc|acesso|partilh|resposta"
    r"|encomenda|lembrete|bem-? ?vind|benvid|expir|desbloquei)",
    # Italian
    r"(?:password|account|conferm|attiv|registraz|sblocc|invit|fattur"
    r"|pagament|preventiv|abbonament|licenz|backup|certificat|access|condivi"
    r"|comment[oi]\b"
    r"|menzion|rispost|ordine|notific|promemoria|avviso|benvenut|scad|rimbors|credito)",
    # Swedish, Danish, Norwegian, Icelandic
    r"\w{0,12}(?:losenord|passord|adgangskode|kodeord|konto|bekraft"
    r"|bekreft|aktiver|registrer|las upp|las op|inbjud|invit|faktura|betal|kvitter"
    r"|offert|tilbud|prenumer|abonn|licens|lisens|tilgang|adgang|atkomst|delad|delt"
    r"|dela\b|deler\b|komment|omtal|namn[dt]|svar\b|bestall|bestil|ordre|order|paminn"
    r"|pamind|varsel|valkom|velkom|utgar|udlob|utlop|lykilord|adgang|stadfest|virkj"
    r"|tilkynning)",
    # Finnish, Estonian, Latvian, Lithuanian
    r"\w{0,16}(?:salasan|tili\b|tilin|vahvist|aktivoi|rekister"
    r"|kutsu|lasku|maksu|tarjous|tilaus|lisenss|jaka[am]|kommen|maini|vastaus"
    r"|muistutus|ilmoitus|tervetuloa|vanhen|avaa|parool|konto|kinnit|aktiveer|kutse"
    r"|arve|makse|jaga|paro[lu]|kontu?s?\b|apstiprin|aktiv|uzaicin|rekin|maksaj|licenc"
    r"|slaptazod|paskyr|patvirtin|kvietim|pakvie|saskait|mokej|priminim|dalin)",
    # Polish, Czech, Slovak
    r"(?:hasl|konto|konta|kont[ue]|potwierd|aktyw|rejestr|odblok"
    r"|zapros|zaprasz|faktur|platnos|ofert|subskry|licenc|kopi[aei]|dostep|udostep"
    r"|dziel|koment|wspom|odpow|zamow|przypom|powiadom|alert|witam|wygas)",
    r"(?:hesl|ucet|uctu|uctem|potvrz|potvrd|aktiv|registr|odemk|odomk"
    r"|odblok|pozva|faktur|platb|nabidk|ponuk|predplat|licenc|zaloh|pristup|sdil|zdiel"
    r"|koment|zmin|odpove|objednav|pripom|upozor|oznam|vitej|vitajt|vypr|konci)",
    # Hungarian, Turkish, Azerbaijani
    r"\w{0,12}(?:jelsz|fiok|megerosi|aktival|regisztr|felold|zarol"
    r"|meghiv|szamla|fizet|ajanlat|elofiz|licen|mentes|hozzafer|megoszt|hozzaszol"
    r"|emlit|valasz|rendel|emlekezt|ertesit|udvoz|lejar)",
    r"(?:sifre|parola|hesab|hesap|onay|etkin|aktiv|kayit|kayd|kilid"
    r"|kilit|davet|fatur|odeme|teklif|abone|lisans|yedek|erisim|paylas|yorum|bahset"
    r"|yanit|siparis|hatirlat|bildirim|uyari|hosgel|suresi|tesdiq|devet)",
    # Croatian, Bosnian, Serbian, Slovene, Albanian
    r"(?:lozink|zapork|sifr|racun|nalog|potvrd|aktiv|registr|otkljuc"
    r"|poziv|faktur|placan|ponud|pretplat|licenc|pristup|podijel|podel|dijel|delit"
    r"|deli\b|koment|spom|odgov|narudz|podset|podsj|obavest|obavij|dobrodos|istek|istic"
    r"|gesl|potrdi|odklen|vabil|povabil|placil|narocil|opomnik|obvestil|dobrodos|potec"
    r"|fjalekalim|llogari|konfirm|ftes|fatur|pages|mirese)",
    # Indonesian, Malay, Tagalog, Vietnamese, Esperanto, Basque
    r"(?:kata ?(?:sandi|laluan)|akun|konfirm|verif|aktif|daftar"
    r"|undang|jemput|faktur|tagihan|bayar|akses|berbagi|bagikan|koment|sebut|balas"
    r"|pesanan|peringat|pemberitahu|ingat|selamat datang|kadaluar|mat khau|tai khoan"
    r"|xac nhan|kich hoat|đang ky|moi ban|hoa đon|thanh toan|đon hang|nhac nho"
    r"|thong bao|chia se|binh luan|pasvort|aktivig|konfirm|invit|pasahitz|kontu|baiezt"
    r"|gonbid|ordain)",
    # Russian, Ukrainian, Belarusian
    r"парол|уч[её]тн|аккаунт|акаунт|профил|подтвер|подтверж|активац|активир|регистрац"
    r"|разблок|приглаш|сч[её]т|оплат|платеж|подписк|лицензи|резервн|доступ|поделил"
    r"|коммент|упомян|ответ|заказ|напомин|уведомл|предупрежд|добро пожаловать|истека"
    r"|обліков|підтвердж|підтверд|активац|реєстрац|розблок|запрош|рахун|платіж|ліценз"
    r"|доступ|поділив|комент|згада|відпов|замовл|нагадув|сповіщ|ласкаво|закінч"
    r"|пацвердж|запраш",
    # Bulgarian, Macedonian, Serbian, Mongolian, Kazakh
    r"парола|акаунт|профил|потвърд|активир|регистр|покана|фактур|плащан|поръчк|напомн"
    r"|известие|добре дошл|изтича|споделя|лозинк|сметка|потврд|покан|нарачк|налог"
    r"|шифр|обавешт|обавест|позив|нууц үг|бүртгэл|баталга|хугацаа|құпия ?сөз|тіркел",
    # Greek, Georgian, Armenian
    r"κωδικ|λογαριασμ|επιβεβαι|ενεργοπ|εγγραφ|ξεκλειδ|προσκλη|τιμολογ|πληρωμ|συνδρομ"
    r"|αδει|προσβασ|κοινοποι|μοιρα|σχολι|αναφερ|απαντησ|παραγγελι|υπενθυμ|ειδοποι"
    r"|καλως|ληξ|პაროლ|ანგარიშ|დადასტურ|მოწვევ|გააქტიურ|გაზიარ|գաղտնաբառ|հաշիվ|հաշիւ"
    r"|հաստատ|ակտիւ|ակտիվ",
    # Chinese
    r"密码|密碼|帐户|帳戶|帐号|帳號|账户|账号|确认|確認|激活|啟用|启用|注册|註冊|解锁"
    r"|解鎖|邀请|邀請|发票|發票|付款|支付|报价|報價|订阅|訂閱|许可|授權|授权|备份|備份"
    r"|证书|憑證|分享|共享|评论|評論|提到|提及|回复|回覆|订单|訂單|提醒|通知|欢迎|歡迎"
    r"|过期|過期|到期|验证|驗證|重置|重設|分配|报告|報告",
    # Japanese, Korean
    r"パスワード|アカウント|確認|有効化|登録|ロック|招待|請求|支払|見積|購読|ライセンス"
    r"|バックアップ|証明書|アクセス|共有|コメント|メンション|返信|注文|通知|お知らせ"
    r"|リマインダ|ようこそ|期限|完了|비밀번호|암호|계정|확인|인증|활성화|가입|등록|잠금"
    r"|초대|청구|결제|견적|구독|라이선스|백업|인증서|접근|공유|댓글|언급|답글|주문|알림"
    r"|환영|만료",
    # Arabic, Persian, Urdu, Hebrew
    r"كلمة المرور|كلمة السر|حساب|تأكيد|تفعيل|تسجيل|دعوة|فاتورة|دفع|طلب|اشتراك|رخص"
    r"|مشاركة|تعليق|تذكير|إشعار|مرحبا|تنتهي|فتح|رمز عبور|گذرواژه|کاربری|تایید|تأیید"
    r"|فعال|ثبت|دعوت|صورتحساب|پرداخت|سفارش|یادآور|اطلاع|خوش آمد|پاس ورڈ|اکاؤنٹ"
    r"|סיסמ|חשבון|אישור|אימות|הפעל|הרשמ|הזמנ|תשלום|רישיו|שיתו|תגוב|תזכורת|הודע|ברוך"
    r"|ברוכ|תפוג|נעיל",
    # Hindi, Marathi, Bengali, Tamil, Telugu, Malayalam, Sinhala, Thai, Khmer, Lao
    r"पासवर्ड|खात|पुष्टि|सक्रिय|आमंत्रण|चालान|भुगतान|সূচনা|পাসওয়ার্ড|অ্যাকাউন্ট"
    r"|নিশ্চিত"
    r"|আমন্ত্রণ|கடவுச்சொல்|கணக்க|உறுதி|அழைப்|அறிக்கை|పాస్|ఖాతా|పంచుకో|నిర్ధార"
    r"|അടയാളവാക്ക|പാസ്|അക്കൗണ്ട|മുറപദ|මුරපද|ගිණුම|รหัสผ่าน|บัญชี|ยืนยัน|เชิญ|ใบแจ้งหนี้"
    r"|ชำระ|คำสั่งซื้อ|แจ้งเตือน|ต้อนรับ|หมดอายุ|ปลดล็อก|ปิดใช้งาน|ពាក្យសម្ងាត់|គណនី"
    r"|បញ្ជាទិញ|ជូនដំណឹង|ລະຫັດຜ່ານ|ບັນຊີ",
)

# Things of the reader: "your password", which whoever asks for help calls "my".
YOURS = Wording(
    # English
    r"(?:your|yer) (?:\S{1,30} ){0,2}(?:password|account|profile|registration"
    r"|membership|subscription|order|invoice|payment|credit|quote|refund|shipment"
    r"|licen[cs]e|backup|computer|pc|quota|mailbox|certificate|domain|export|data"
    r"|photos|files?|posts?|topic|comment|device|session|invitation|log-?in|username"
    r"|e-?mail address|shop|store|page|friend|permissions?)s?\b|with (?:you|ye)\b"
    r"|(?:invited|added|shared|mentioned|assigned) (?:\S{1,20} ){0,2}you\b",
    # German, Dutch
    r"(?:ihr|dein)(?:e[mnrs]?)? (?:\S{1,30} ){0,2}\w{0,16}(?:passwor|kennwort|konto"
    r"|account|zugang|zugriff|profil|registrierung|mitgliedschaft|abonnement"
    r"|bestellung|rechnung|zahlung|angebot|lizenz|sicherung|computer|rechner|postfach"
    r"|speicher|zertifikat|daten|fotos|datei|beitrag|kommentar|e-?mail-?adresse"
    r"|benutzer|gerat)\w{0,3}|(?:mit|fur|an) (?:dir|dich|ihnen)\b",
    r"(?:uw|je|jouw) (?:\S{1,30} ){0,2}(?:wachtwoord|account|profiel|registratie"
    r"|abonnement|bestelling|factuur|betaling|offerte|licentie|computer|pc|gegevens"
    r"|bestand|bericht|e-?mail-?adres|mailbox|toegang)\w{0,2}|met (?:je|jou|u)\b",
    # French, Catalan, Occitan
    r"(?:votre|vos|ton|ta|tes) (?:\S{1,30} ){0,2}(?:mots? de passe|compte|profil"
    r"|inscription|abonnement|commande|facture|paiement|devis|licence|sauvegarde"
    r"|ordinateur|donnees|photos|fichier|publication|identifiant|adresse|boite|acces"
    r"|espace)s?\b|avec (?:vous|toi)\b|vous (?:a|avez ete|etes) (?:invite|mentionne)",
    r"(?:el|la|els|les) (?:vostre|vostra|teu|teva|seu|seva|vostres|teus) (?:\S{1,20} )?"
    r"(?:contrasen|compte|dades|fotos|adreca|perfil|comand|factura)|amb vosaltres\b",
    # Spanish, Portuguese, Galician
    r"(?:su|sus|tu|tus) (?:\S{1,30} ){0,2}(?:contrasen|clave|cuenta|perfil|registro"
    r"|suscrip|pedido|factura|pago|presupuesto|licencia|copia|ordenador|computador|pc\b"
    r"|datos|fotos|archivo|publicac|usuario|correo|buzon|acceso)\w{0,5}|contigo\b",
    r"(?:seu|sua|seus|suas|teu|tua|o teu|o seu) (?:\S{1,30} ){0,2}(?:senha"
    r"|palavra-passe|contrasinal|conta|perfil|registo|cadastro|assinatura|pedido"
    r"|encomenda|fatura|pagamento|licenca|computador|pc\b|dados|fotos|ficheiro|arquivo"
    r"|utilizador|usuario|e-?mail|endereco|acesso)\w{0,3}|(?:com voce|consigo)\b",
    # Italian, Romanian
    r"(?:tua?|tuoi|tue|sua?|suoi|vostr[oaie]) (?:\S{1,30} ){0,2}(?:password|account"
    r"|profilo|registraz|abboname|ordine|fattur|pagament|preventiv|licenz|computer|pc\b"
    r"|dati|foto|file|accesso|indirizzo|casella|nome utente)\w{0,4}|con te\b",
    r"(?:parola|contul|adresa|comanda|factura|plata|profilul|datele) (?:dvs|ta|tau|tale"
    r"|dumneavoastra|de acces)|cu tine\b",
    # Swedish, Danish, Norwegian, Icelandic
    r"(?:din|ditt|dit|dina|dine|deres) (?:\S{1,30} ){0,2}(?:losenord|passord"
    r"|adgangskode|kodeord|konto|profil|registrering|prenumeration|abonnement|order"
    r"|ordre|bestall|bestill|faktura|betalning|betaling|licens|lisens|dator|data\w{0,3}"
    r"|fot?o|bild|bilder|fil|e-?post|e-?mail|logindetaljer)\w{0,4}|(?:med|till"
    r"|til) (?:dig|deg)\b|(?:lykilord|adgang|reikning)\w{0,4} \w{1,12}",
    # Finnish, Estonian, Latvian, Lithuanian
    r"(?:salasana|tili|tilaukse|lasku|profiili|kayttajatunnukse|sahkopostiosoittee"
    r"|tieto)\w{0,2}(?:si|nne)\w{0,3}\b|(?:sinun|teidan) (?:\S{1,20} )?(?:tili|sala)"
    r"|kanssasi\b|(?:sinu|teie) (?:\S{1,20} )?(?:parool|konto|e-?post|andme|tellim"
    r"|arve)|sinuga\b|(?:jusu|tavs|tava|tavu) (?:\S{1,20} )?(?:paro[lu]|kont|e-?past"
    r"|slaptaz|paskyr|el|saskait|rekin)|su tavimi\b",
    # Polish, Czech, Slovak
    r"(?:twoj|twoje|twoja|twojego|twojej|twoim|panstwa|swoje|swojego) (?:\S{1,20} )?"
    r"(?:hasl|kont|profil|adres|zamow|faktur|platno|licenc|komput|pc\b|dan|zdjec|pli)"
    r"|(?:z toba|tobie|ci[eę])\b",
    r"(?:vase|vas|vasi|vasim|vasemu|vaseho|vasich|tvoje|svoje|sve|vasho) (?:\S{1,20} )?"
    r"(?:hesl|ucet|uctu|profil|adres|e-?mail|objednav|faktur|platb|licenc|pocitac|pc\b"
    r"|dat|fot|udaj|soubor|pristup)|s (?:vami|tebou)\b",
    # Hungarian, Turkish, Azerbaijani
    r"(?:jelszav|fiokj?|profilj|rendeles|szamla|elofizetes|adat|fenykep|e-?mail"
    r"-?cim)\w{0,3}(?:od|ed|ad|at|a|e|et|aid|eid)\w{0,3}\b|veled\b|(?:sifre|parola"
    r"|hesab|siparis|fatura|odeme|profil|abonelig|lisans|e-?posta adres)\w{0,3}"
    r"(?:niz|iniz|in|ini|inizi|nizi|inizin)\b|(?:seninle|sizinle|sizi|size)\b",
    # Croatian, Bosnian, Serbian, Slovene, Albanian
    r"(?:vas|vasa|vase|vasu|vasi|vaseg[ao]?|tvoj[aeu]?|svoj[aeou]?) (?:\S{1,20} )?"
    r"(?:lozink|zapork|sifr|racun|nalog|profil|adres|narudz|faktur|placan|podat|slik"
    r"|gesl|email|e-?mail|e-?nasl|naroc)|(?:s vama|sa vama|z vami|s tobom)\b"
    r"|(?:fjalekalim|llogari|adres)\w{0,4} (?:tuaj|tende|juaj)|me ju\b",
    # Indonesian, Malay, Vietnamese, Esperanto, Basque
    r"(?:kata ?(?:sandi|laluan)|akun|profil|pesanan|alamat e-?mail|data|foto|akses"
    r"\w{0,4}|tagihan|pembayaran) (?:\w{1,12} )?(?:anda|kamu)|kepada anda\b|(?:mat khau"
    r"|tai khoan|đia chi e-?mail|đon hang|du lieu) (?:\S{1,12} )?(?:cua )?ban|vian?"
    r" (?:\S{1,12} )?(?:pasvort|konto|retpost)|zure (?:\S{1,12} )?(?:pasahitz|kontu"
    r"|e-?posta)",
    # Russian, Ukrainian, Bulgarian, Macedonian, Serbian
    r"(?:ваш|ваша|ваше|вашего|вашей|вашему|ваши|ваших|твой|твоя|твоего|вашата|вашия"
    r"|вашият|вашиот|своя|свой|сво[её]го|вашого|вашої|вашу|вашим) (?:\S{1,20} )?"
    r"(?:парол|уч[её]тн|аккаунт|акаунт|профил|адрес|заказ|сч[её]т|плат[её]ж|подписк"
    r"|лиценз|компьютер|данны|фото|файл|запис|обліков|пошт|замовл|рахун|потребител"
    r"|имейл|поръчк|лозинк|сметк|налог|нарачк)|(?:с вами|с тобой|з вами|с вас|со вас)"
    r"|парол\w{0,3} (?:для|от|ви|к)",
    # Greek, Georgian, Armenian
    r"(?:κωδικ|λογαριασμ|παραγγελι|τιμολογ|πληρωμ|συνδρομ|προφιλ|διευθυνσ|στοιχει)"
    r"\w{0,6} (?:\S{1,16} )?(?:σας|σου)|μαζι (?:σας|σου)|თქვენი?|შენთან|քո |ձեր "
    r"|(?:գաղտնաբառ|հաշիվ|ելմակ|նկարներ)\w{0,6}դ",
    # Chinese, Japanese, Korean
    r"(?:您|你)的?(?:\S{0,8})(?:密码|密碼|帐户|帳戶|帐号|帳號|账户|账号|订单|訂單|发票"
    r"|電腦|电脑|邮箱|郵箱|电子邮件|電子郵件|照片|数据|資料|许可)|(?:与|和|跟|給|给)(?:您"
    r"|你)|(?:あなたの|お客様の|ご)(?:\S{0,8})(?:パスワード|アカウント|メール|注文|請求|登録"
    r"|データ)|(?:パスワード|アカウント)(?:を|が|の|は)"
    r"|(?:비밀번호|암호|계정|이메일 주소"
    r"|주문)(?:을|를|이|가|은|는|의)|회원님|귀하",
    # Arabic, Persian, Hebrew
    r"(?:كلمة (?:المرور|السر)|حساب|بريد|طلب|ملف)\S{0,3}(?:ك\b| الخاصة? بك)|معك"
    r"|(?:رمز عبور|گذرواژه|حساب|ایمیل|سفارش|رایانه)(?: \S{1,12})? شما|با شما"
    r"|(?:הסיסמה|החשבון|הפרופיל|ההזמנה|הדוא) ?\S{0,6} שלך|סיסמתך|חשבונך|איתך",
    # Hindi, Bengali, Tamil, Telugu, Malayalam, Thai, Khmer
    r"(?:आपक[ाेी]|अपन[ाेी]|तुमच\S{1,2}) |আপনার|உங்கள்|మీతో|మీ |നിങ്ങളുടെ|താങ്കളുടെ"
    r"|(?:รหัสผ่าน|บัญชี|อีเมล|คำสั่งซื้อ)ของคุณ|กับคุณ|របស់អ្នក",
)

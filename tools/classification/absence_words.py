"""Words that messages of those who are away consist of, by language, folded. What a
mail is about, and what else one may be asked to do, is not among them."""

# Days and months, in the languages below.
CALENDAR = frozenset(
    # English, German, French
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec montag dienstag mittwoch donnerstag freitag "
    "samstag sonntag januar februar marz mai juni juli oktober dezember lundi mardi "
    "mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet "
    "aout septembre octobre novembre decembre "
    # Spanish, Portuguese, Italian, Dutch
    "lunes martes miercoles jueves viernes enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre segunda terca quarta quinta sexta "
    "feira janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro "
    "lunedi martedi mercoledi giovedi venerdi gennaio febbraio aprile maggio giugno "
    "luglio settembre ottobre dicembre maandag dinsdag woensdag donderdag vrijdag "
    "januari februari maart juni augustus "
    # Swedish, Danish, Norwegian, Finnish
    "mandag tisdag onsdag torsdag fredag tirsdag juli augusti maj desember "
    "maanantaihin tiistaihin keskiviikkoon torstaihin perjantaihin tammikuuta "
    "helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta "
    "syyskuuta lokakuuta marraskuuta joulukuuta "
    # Polish, Czech
    "poniedzialku wtorku srody czwartku piatku stycznia lutego marca kwietnia maja "
    "czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia pondeli utery "
    "stredy ctvrtka patku ledna unora brezna dubna kvetna cervna cervence srpna zari "
    "rijna listopadu prosince "
    # Hungarian, Romanian, Turkish
    "januar februar marcius aprilis majus junius julius augusztus szeptember oktober "
    "ianuarie februarie martie aprilie mai iunie iulie septembrie octombrie noiembrie "
    "decembrie ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim "
    "aralik "
    # Russian, Ukrainian
    "понедельника вторника среды четверга пятницы января февраля марта апреля мая июня "
    "июля августа сентября октября ноября декабря понеділка вівторка середи четверга "
    "пятниці січня лютого березня квітня травня червня липня серпня вересня жовтня "
    "листопада грудня".split()
)

# Words before the day of somebody's return.
UNTIL = frozenset(
    "until till through to back return returning bis erst ab wieder zuruck jusqu "
    "retour hasta ate fino sino al rientro tot till tills tillbaka til indtil tilbage "
    "tilbake asti saakka do az ig pana kadar до".split()
)

# What names of persons stand behind.
BEFORE_NAMES = frozenset(
    "mr mrs ms dr contact call herr herrn frau kollegen kollegin kollege vertretung m "
    "mme monsieur madame collegue contacter contactez sr sra senor senora contacte "
    "contactar colega sig signor signora collega contattare dhr mevrouw kontakta "
    "kontakte kontakt z panem pania к".split()
)

_ENGLISH = (
    "a about absence absent access after all am an and annual any are as assistance at "
    "away back be been by call can checked checking closed closing colleague "
    "colleagues company contact currently day days dear direct directed during e email "
    "emails employed enquiries for forwarded forwarding from good hello hi holiday "
    "holidays i if immediate in inbox inclusive inquiries is kind leave limited ll "
    "longer m mail mailbox mails many maternity matters medical message messages "
    "monitored my no not of office on or our out parental paternity period phone "
    "please pm am queries re read reading regards reply respond answer return "
    "returning sick sincerely soon possible t thank thanks the their there this "
    "through till to travel until unavailable upon urgent urgently us vacation very ve "
    "we week weeks when will with wishes work working year you your yours morning "
    "afternoon best warm there ltd inc llc gmbh ag co corp plc"
)
_GERMAN = (
    "ab abwesend abwesenheit adresse alle allem allen am an auch antworten anfrage "
    "anfragen ausser bei bearbeitet beantwortet beantworten befinde besten bin bis "
    "bitte bleibt bzw buro da dank danke danach dann das dem den der derzeit des die "
    "dienstreise diese dieser dieses dringend dringende dringenden e ein einem einen "
    "einer einschliesslich eingegangene eingehende elternzeit erhalten erreichbar "
    "erreichen erst es fall falle fallen dringlichen angelegenheiten frau freundliche "
    "freundlichen fur geehrte geehrter geehrten gelesen geschlossen grusse grussen "
    "guten gruss hallo haus hause herr herren herrn damen tag morgen ich ihnen ihre "
    "ihrem ihren im in inklusive ist kann keine kollege kollegen kollegin konnen "
    "leider lesen liebe lieber mail mails email emails macht mein meine meinem meinen "
    "meiner mehr mit momentan mutterschutz nach nachricht nachrichten nachste nachsten "
    "nicht noch nur oder per personlich ruckkehr sehr sein sich sie sind so "
    "telefonisch kontaktieren mich und uhr unser unsere unserem unter unternehmen "
    "urlaub vertretung viele vielen vom von vorubergehend weitergeleitet wenden werde "
    "werden wieder wir wird zeit zu zum zur zuruck zwischen betrieb betriebsferien "
    "betriebsurlaub urlaubsbedingt krank krankheitsbedingt schnell wie moglich mfg "
    "automatisch generiert antwort gmbh ag kg"
)
_FRENCH = (
    "a absence absent absente accueil acces actuellement adresse afin ai apres au "
    "automatique aupres avec avez avoir bien bonjour bonsoir bureau cas ce ces cet "
    "cette collegue collegues conge conges contacter contactez cordialement cordiales "
    "d dans de deplacement des du durant e email en entreprise est et etre ferme "
    "fermee inclus je jour jours joindre jusqu l la le les lors lu lus madame mail "
    "mails merci message messages meilleurs delais mes mon monsieur n ne non nos notre "
    "nous ou par parental pas pendant periode plus pour pourrez pouvez prendre prie qu "
    "repondrai repondre responsabilite retour s sa salutations ses sera serai seront "
    "si soiree son suis sur toute tout urgence urgent urgente urgentes transfere "
    "transferes transmis traites vacances veuillez vos votre vous y maternite maladie "
    "arret sinceres avant consulte consultee demande travaille chez societe"
)
_SPANISH = (
    "a acceso actualmente al asunto asuntos ausencia ausente automaticamente baja "
    "buenas buenos caso cerrada con companero companera conmigo contactar contacte "
    "correo correos cordial cordiales de del desde dia dias durante e el electronico "
    "email en encuentro escriba escribir estamos estare estaremos estara esta este "
    "estoy favor fuera generado gracias ha hasta hola incluido la las limitado los "
    "mail me mensaje mensajes mi mis no nos nuestra o oficina para periodo permiso "
    "pongase por puede que respondere responder regreso saludo saludos se senor senora "
    "ser sera si su sus tardes tema temas un una urgencia urgencias urgente urgentes "
    "vacaciones viaje vuelta y leido leidos reenviado contacto"
)
_PORTUGUESE = (
    "a acesso agradeco ao as assunto assuntos ate atenciosamente ausencia ausente "
    "ausente bom boa caso colega com contactar contacte contatar contato contacto "
    "correio cumprimentos da das de desde dia do dos durante e em email encontro "
    "encaminhada encaminhado entre escritorio esta estarei este estou favor ferias "
    "fora inclusive lida lido licenca limitado mail mensagem mensagens meu meus minha "
    "na nao nas no nos o obrigada obrigado ola os para pela pelo periodo por resposta "
    "responderei retorno regresso se segunda sera serao seu sua tarde um uma urgencia "
    "urgente urgentes viagem"
)
_ITALIAN = (
    "a accesso ai al alla alle all assente assenza attualmente buongiorno caso chiuso "
    "chiusi collega con contattare contatti cordiali cordialmente dal dalla de del "
    "della di distinti durante e email ferie fino fuori gentile giorno giorni grazie i "
    "il in inclusi incluso inoltrata inoltrato la le letto letta lette limitato l lo "
    "mail messaggi messaggio mia miei mio nei nel nella non o per periodo piu posta "
    "possibile potra pregasi prego puo questa questo rientro risponderemo rispondero "
    "rivolgersi saluti salve sara saranno saro scrivere scrivete sede si sono sua sue "
    "suo ufficio ufficio un una urgente urgenti urgenza urgenze verra verranno"
)
_DUTCH = (
    "aan aanwezig afwezig afwezigheid ben bellen bent bericht berichten bij bedankt "
    "beste contact collega collegas d dag dank dat de deze die dit doorgestuurd "
    "dringend dringende door e een email en gedurende geen gelezen gesloten geachte "
    "geval goedemorgen goedendag groet groeten hallo heb het ik in is kan kantoor kunt "
    "kunnen lees lezen mail mails mailen maar met mevrouw mijn naar na neem niet nemen "
    "of om onze op opnemen ouderschapsverlof per periode spoed spoedgevallen te "
    "tijdens terug tot u uw vakantie van vanaf vanwege verlof voor vriendelijke weer "
    "wij word wordt worden zaken zal zijn zwangerschapsverlof"
)
_SWEDISH = (
    "aker ar av akuta arende arenden ater att besok bradskande brad borta det ditt din "
    "den e epost ej en for foraldraledig fran fram franvarande franvaro hej halsning "
    "halsningar hanvisas i inte jag just kan kollega kontakta kontor kontoret las "
    "laser lases mail mailet maste med meddelande meddelanden mig min mina mitt mvh nu "
    "och om pa post semester som svarar tack till tills tillbaka tjanstledig under "
    "vanlig vanliga vanligen vid vidarebefordras du har er ert ni"
)
_DANISH_NORWEGIAN = (
    "af at barsel barselsorlov besked beskeder bedes bes borte da de den dere det din "
    "dit ditt e en epost er etter efter ferie feriestengt for fra fravaer fravaerende "
    "frem fram har haster hastesager hei hej henvendelser hilsen hilsener i igen igjen "
    "ikke ikkje indtil jeg kan kollega kontakt kontakte kontoret laeses lest leses "
    "lese laest mail mails mailen med mens melding meldinger meg mig mvh min mine mitt "
    "nodstilfeller nodstilfaelde og om orlov over pa permisjon post presserende svarer "
    "tak takk til tilbage tilbake tilgjengelig ut venlig venlige vennlig vennligst ved "
    "videresendt videresendes viktige"
)
_FINNISH = (
    "asiat asioissa en ei hei joulu kiireellisissa kiireellista kiireelliset kiitos "
    "kiitoksia kollegaani lomalla loman luen luetaan lue mukaan ole olen ota ottakaa "
    "ottaa aikana asti paikalla poissa poissaoloni postia sahkopostia sahkopostiani "
    "sahkopostit saakka takaisin tapauksissa terveisin toimistolla toissa "
    "vanhempainvapaalla viesti viestisi viestista viestistasi viestit vuosilomalla "
    "yhteytta yhteydenotosta ystavallisin ja voit voitte tai"
)
_POLISH = (
    "adres automatyczna bede biura biurem biurze czasie dnia do dostepu dostepny "
    "dziekuje dzien dobry e email i jestem kontakt kontaktowac kolega mail maila maile "
    "ma mailem mam mojej na nie nieobecna nieobecnosci nieobecny o odpowiedz odpowiem "
    "oraz panem pania pan panstwa pilnych pilnej po poczty powazaniem powrocie "
    "pozdrawiam pod poza prosze przebywam przekazana przekazywane przeczytana razie "
    "roku sa sie sprawach sprawie ta te twoja urlop urlopie w wiadomosc wiadomosci "
    "wracam wroce z za zostanie"
)
_CZECH = (
    "adresu bude cerpam dekuji den dne do dobry dovolena dovolene dovolenou e email "
    "jsem kancelar kancelari kdy kolegu kontaktovat kontaktujte kontakt mail mam me "
    "mimo mou muj na naleha nalehave nalehavem nalehavych nebo nebude nejsem "
    "nepritomen nepritomna nepritomnosti o od pripade pripadech prectena preposlana "
    "prosim po pozdravem s se svem urgentnim v vas vasi ve vratim za zaleznostech "
    "zalezitostech zpravu zprava zpet zpravy zastupuje navratu"
)
_HUNGARIAN = (
    "a az azonnal c cimen cimhez cimre en es ezen fordulhat fordulhatnak forduljanak "
    "forduljon ig hoz irodaban kedves koszonettel koszonjuk koszonom level levelet "
    "levelere nem on szabadsag szabadsagom szabadsagon surgos esetben ugyben ugyekben "
    "tavol tavolletem udvozlettel udv ukben vagyok visszaterek idejen alatt kerem "
    "keressek keresse tisztelt holgyem uram t"
)
_ROMANIAN = (
    "a absenta acces al buna caz cazuri ce concediu contactati cu de din e email este "
    "in incepand la limitat ma mail mesaj mesajul mesajele meu mod multumesc nu odihna "
    "pana pe pentru perioada problema probleme respect rog sau stima sunt urgent "
    "urgenta urgente va vacanta voi vor ziua zilei inclusiv birou fi colega colegul "
    "meu"
)
_TURKISH = (
    "acil acele adresine adresinden bir bu da de durum durumda durumlarda durumlar e "
    "eposta posta icin icinde ile ilgili iletisime gecebilirsiniz geciniz gecin iyi "
    "calismalar izindeyim izinde izinliyim yillik kadar konular konularda lutfen mail "
    "mailiniz merhaba mesajiniz olacagim saygilarimla sayin tarihine tarihinde "
    "tarihleri tesekkur tesekkurler ederim ulasabilirsiniz ofis disinda disindayim "
    "arasinda ve basvurun"
)
_RUSSIAN = (
    "адресу без больничном будет буду в вам ваше ваши возвращения вопросам все вы да "
    "декрете день до добрый доступа за звоните здравствуите и командировке коллеге "
    "коллегам меня мне мое моего мои не него нахожусь находиться обращаитесь ограничен "
    "ответа отвечу отпуск отпуска отпуске отправлено отсутствую отсутствия офиса офисе "
    "по письмо письма пожалуиста после почте почту почты прочитано просим прошу с "
    "связаться случае срочно срочным срочных случаях свяжитесь сообщение сообщения "
    "спасибо телефону уважением экстренных экстренном эл электроннои электронную к или "
    "я г года"
)
_UKRAINIAN = (
    "адресою буде буду в ваше ваш вас вихідних відпустка відпустки відпустку відпустці "
    "відповім відсутнім відсутній відсутня випадку випадках день до добрии доброго дня "
    "дякую за з звертаитесь зі зв контактуите колеги лист листа листи на не немає "
    "офісі офісу перебуваю питань питаннях по повагою пошти прошу після у терміново "
    "термінових терміновими я язку я повідомлення року"
)

# The words of each language.
LANGUAGES = tuple(
    frozenset(words.split())
    for words in (
        _ENGLISH,
        _GERMAN,
        _FRENCH,
        _SPANISH,
        _PORTUGUESE,
        _ITALIAN,
        _DUTCH,
        _SWEDISH,
        _DANISH_NORWEGIAN,
        _FINNISH,
        _POLISH,
        _CZECH,
        _HUNGARIAN,
        _ROMANIAN,
        _TURKISH,
        _RUSSIAN,
        _UKRAINIAN,
    )
)

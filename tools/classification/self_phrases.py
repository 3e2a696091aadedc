"""Words in which people speak of themselves, complain and ask, and programs do not. A
line is a language or two."""

from .wording import Wording

SELF = Wording(
    # English
    r"i (?:am|have|had|was|would|need|want|cannot|can't|can|could|ordered|received|got"
    r"|did|didn't|don't|tried|bought|paid|sent|hope|think|just|also|will|wrote|write"
    r"|saw|see|know|found|told|use|get|do|work|look|wait|\w{2,12}ed)\b|i'(?:m|ve|d"
    r"|ll)\b|myself\b|(?:let|tell|call|give"
    r"|send|help|inform|contact|write|e-?mail) me\b|my (?!account|orders\b|profile"
    r"|packages|choice|preferences"
    r"|settings)",
    # German, French, Spanish, Portuguese, Italian, Dutch
    r"(?<!\.)(?:(?:ich|mir|mich|meine?[mnrs]?)\b|je (?:suis|vous|ne|n'|voudrais"
    r"|souhaite|veux|peux|viens|dois|me|m'|n'ai)|(?:j'(?:ai|aimerais)|mon|moi)\b|(?:yo"
    r"|necesito|quiero|quisiera)\b|(?:eu|meu|minha|gostaria|preciso)\b|(?:io|mio|mia"
    r"|vorrei)\b|(?:ik|mijn)\b)",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:jag|mitt|jeg)\b|(?:minun|minulla|minulle)\b",
    # Polish, Czech, Hungarian, Turkish
    r"(?:mnie|mojego|moim|chcialbym|chcialabym)\b|(?:jsem|chtel bych|muj)\b|(?:nekem"
    r"|szeretnem)\b|(?:benim|bana)\b",
    # Russian, Ukrainian, Greek
    r"(?<![\w'])(?:я|мне|меня|мои|моя|моего|мені|мене|μου|εγω)(?!\w)",
    # Chinese, Japanese, Korean
    r"我(?!们|們|的(?:订单|账|帐|訂單|帳))|(?:私|僕)(?:は|が|の|も)|(?:저는|제가"
    r"|저희가)",
)

# Something is wrong, or somebody is to do something about it.
COMPLAINS = Wording(
    # English
    r"(?:is|are|was|were) (?:still )?(?:wrong|missing|broken|damaged|defective"
    r"|incorrect|late)\b|(?:has|have) not (?:yet )?(?:arrived|come)|still waiting"
    r"|please (?:correct|advise|help|fix|check"
    r"|explain)|we (?:ordered|need|would like|bought|cannot|did not|never|are still"
    r"|wait)\b",
    # German, French
    r"ist (?:leider |noch |immer ){0,3}(?:falsch|defekt|kaputt|beschadigt|fehlerhaft)"
    r"|fehlt\b|nicht (?:angekommen|erhalten)|bitte (?:korrigier|pruf|teilen|rufen"
    r"|senden|schicken|um)|wir (?:haben|brauchen"
    r"|benotigen|hatten|mochten|warten)\b",
    r"(?:est|sont) (?:fausse?|incorrecte?|cassee?|defectueu)|manque|pas (?:encore )?"
    r"(?:arrive|recue?)|merci de (?:corriger|verifier|nous)"
    r"|nous (?:avons|voudrions|attendons|n'avons)\b",
    # Spanish, Portuguese, Italian, Dutch
    r"esta (?:mal|roto|rota|danad|equivocad)|faltan?\b|no ha llegado|(?:pueden?"
    r"|podrian?) (?:\w{1,12} )?(?:ustedes|enviar|corregir|revisar)|hemos (?:pedido"
    r"|comprado|recibido)|esta (?:errad|quebrad|danificad)|nao chegou|podem? "
    r"(?:\w{1,12} )?(?:enviar|corrigir|verificar)",
    r"e (?:sbagliat|rott|difettos|danneggiat)\w|manca\b|non e (?:ancora )?arrivat"
    r"|(?:potete|potreste|puo|potrebbe)\b|abbiamo (?:ordinato|bisogno)|is (?:verkeerd"
    r"|kapot|defect|onjuist|beschadigd)|ontbreekt|niet (?:aangekomen|ontvangen)"
    r"|wij hebben\b",
    # Swedish, Danish, Norwegian, Polish, Czech, Russian
    r"ar (?:fel|trasig)|saknas|(?:har|er) (?:ikke|inte) (?:kommit|kommet|ankommet"
    r"|fatt)|er (?:forkert|feil|odelagt)|nie (?:dotarl"
    r"|otrzyma)|brakuje|uszkodz|prosze o|czy (?:mog|mozna)|neprisl|nedorazil|chybi\b"
    r"|nedorazilo",
    r"не (?:пришел|пришла|пришло|получил)|сломан|не работает|прошу",
    # Chinese, Japanese, Korean
    r"没有?收到|坏了|请问|能否|可以.{0,10}吗|届いて(?:い)?ません|壊れ|でしょうか"
    r"|ますか|않았습니다|나요",
)

# What a question or request begins with; within a sentence programs say so, too ("you
# can").
REQUESTS = Wording(
    r"(?:could|can|would|will) you\b|(?:konnen|konnten|wurden) sie\b|(?:kannst"
    r"|konntest) du\b"
    r"|(?:pouvez|pourriez)-vous\b|(?:kunt|kan|zou) u\b|kan (?:ni|i|du|dere)\b|muzete\b",
    r"можете\b",
)

# What programs and companies offer; whoever needs help asks for something.
OFFERS_HELP = Wording(
    r"(?:(?:do )?you have |got |have |with )?(?:any |further |more )?questions?"
    r"(?: about \S{1,20}(?: \S{1,20}){0,2})? ?\?|need (?:any |some |more )?help ?\?"
    r"|(?:was"
    r"|is)(?: this|n't this|n't| not) (?:not )?you ?\?|(?:did not|didn't) (?:\S{1,20} "
    r"){1,5}\?|forgot (?:your )?password ?\?|can't (?:see|read"
    r"|view) (?:\S{1,20} ){0,4}\?",
    r"(?:haben sie |hast du |noch |sie haben |du hast )?(?:noch |weitere )?fragen"
    r"(?: (?:zu|zur|zum) (?:\S{1,30} ){0,3}\S{1,30})? ?\?|(?:passwort"
    r"|kennwort) vergessen"
    r" ?\?|(?:brauchen|benotigen) sie hilfe ?\?",
    r"(?:une|des|d'autres|avez-vous des) questions? ?\?|besoin d'aide ?\?|mot de passe"
    r" oublie ?\?|(?:tienes?|tiene usted) (?:alguna )?(?:pregunta|duda)s? ?\?"
    r"|(?:alguna )?"
    r"(?:pregunta|duda)s? ?\?|necesitas? ayuda ?\?|(?:tem )?(?:alguma )?duvidas? ?\?",
    r"(?:hai |ha )?(?:bisogno di aiuto|domande) ?\?|(?:heb je"
    r"|heeft u) (?:nog )?vragen ?\?"
    r"|vragen ?\?|hulp nodig ?\?",
)

# What does not work, in the words of those who report it.
TROUBLE = Wording(
    r"(?:does|do|did|is|are|can)(?:n't| not) (?:\w{1,12} )?(?:work|accepted|open"
    r"|load|show"
    r"|print|start|respond|possible|complete)\w{0,3}\b|not working|error (?:page"
    r"|message"
    r"|code)|screen ?shots?|incomplete|broken|damaged|out of order",
    r"(?:druckt|lauft|geht|klappt|stimmt|funktioniert|startet|offnet|ladt|passt)"
    r" (?:\S{1,20} ){0,4}nicht\b|(?:unvollstandig|defekt|kaputt|beschadigt|storung"
    r"|screenshot|fehlermeldung|es fehl(?:t|en))\b",
    r"ne (?:marche|fonctionne|demarre|s'ouvre) (?:pas|plus)|en panne|message d'erreur"
    r"|capture d'ecran|no (?:funciona|abre|carga|arranca)|averiad[oa]|mensaje de error"
    r"|non (?:funziona|si apre|parte)|guast[oa]|messaggio di errore",
    r"(?:werkt|klopt|opent|start) (?:\S{1,20} ){0,3}niet\b|kapot|storing|foutmelding"
    r"|schermafbeelding|nie dziala|nefunguje|fungerar inte|virker ikke|fungerer ikke",
    r"не работает|не открывается|ошибк",
)

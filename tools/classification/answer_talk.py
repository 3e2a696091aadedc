"""What people write about automatic answers, and what such answers say of themselves. A
line is a language or two."""

import re

from . import phrases, self_phrases, subjects
from .evidence import Clues
from .wording import Wording

# Something about such answers is not as it should be, or to be changed.
_COMPLAINS = Wording(
    # English
    r"(?:is|are|was|were|does|do|did)(?: not|n't) (?:\w{1,12} )?(?:being |get(?:ting)? "
    r"|going )?(?:sent|send|out|arriv\w{1,3}|triggered|delivered to)\b|no longer "
    r"(?:sent|sends|works|working|goes|arrives)\b|(?:stopped|keeps?) (?:working"
    r"|sending|replying)|please (?:\w{1,12} )?(?:set|fix|check why|look into|turn"
    r"|switch|change|stop)\b",
    # German
    r"(?:geht|gehen|lauft|laufen|klappt|kommt|kommen|funktionieren) (?:\w{1,14} )?"
    r"(?:nicht|keine?|nichts)\b|(?:wird|werden) (?:\w{1,14} ){0,2}nicht (?:mehr )?"
    r"(?:gesendet|verschickt|versendet|versandt|ausgelost)|(?:bekomm|erhalt)\w{1,3} "
    r"(?:\w{1,14} ){0,3}(?:nichts|keine)\b|bitte (?:\w{1,14} ){0,2}(?:pruf|helf|hilf"
    r"|abschalt|ausschalt|abstell|stell|anpass|ander)\w{0,5}",
    # French
    r"ne (?:part|parte?nt|s'envoie|s'active|arrive|arrivent|marchent) (?:plus|pas)\b"
    r"|n'(?:est|etait|arrive|a) (?:plus|pas) (?:ete )?(?:envoye|recue?|active"
    r"|parti)|merci de (?:la |le |l')?(?:corriger|desactiver|verifier|modifier)",
    # Spanish, Portuguese, Italian
    r"(?:ya )?no se (?:\w{1,3} )?(?:envia|manda|activa)|no (?:llega|sale|funciona)n?\b"
    r"|nao (?:e|esta|foi|chega|sai|funciona)\b(?: \w{1,8})?(?: enviad\w)?|non (?:viene"
    r"|vengono|parte|arriva|si attiva|e stata inviata)\b",
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"(?:wordt|worden|werkt|komt) (?:\w{1,12} )?niet (?:meer )?(?:verstuurd|verzonden"
    r"|aan\b|meer\b)|(?:skickas|kommer|gar|fungerar) (?:inte|ej)\b|(?:sendes|kommer"
    r"|virker|fungerer) ikke\b|ei (?:enaa )?(?:lahde|toimi|tule)\b",
    # Polish, Czech, Hungarian, Turkish
    r"nie (?:jest |sa )?(?:wysyla|przychodzi|dziala)\w{0,4}|(?:neodesila|neposila"
    r"|neodchazi|nechodi)\w{0,3}|nem (?:megy|mukodik|kuldi)|gonderilmiyor|gelmiyor",
    # Russian, Ukrainian, Greek
    r"не (?:отправля|приход|уход|работа|відправля|надсила|працю)\w{1,6}"
    r"|(?:проверьте|перевірте|помогите)|δεν (?:στελν|αποστελλ|λειτουργ)\w{1,6}",
    # Chinese, Japanese, Korean
    r"(?:不工作|不起作用|失效|没有发送|没有發送|发不出|收不到|请检查|請檢查|关闭一下"
    r"|无法正常)",
    r"(?:届|送信され|動き|機能し|届い)(?:き)?(?:ません|ていません|ない)|ご?確認(?:を)?お願い"
    r"|안 (?:됩니다|되|와|옵니다)|오지 않|작동하지|발송되지|확인 부탁",
)

# Names of such answers as sentences have them.
_NAMES = Wording(
    r"auto(?:mat\w{1,4})? ?(?:repl(?:y|ies)|responses?|responders?|answers?|messages?"
    r"|e-?mails?|notifications?)\b|automati\w{2,8} (?:antwort|ruckantwort|ruckmeldung"
    r"|abwesenheits|e-?mail|nachricht|bestatigung|mitteilung)\w{0,12}"
    r"|abwesenheits\w{4,14}",
    r"(?:reponse|message|courriel|e-?mail|mail)s? automatiques?|messages? d'absence",
    r"(?:respuesta|mensaje|correo|resposta|mensagem|risposta|messaggi|rispost)\w{0,2} "
    r"(?:de ausencia|automatic\w{1,3})",
    r"automatische? (?:antwoord|bericht|reactie|bevestiging|mail|e-?mail)\w{0,3}"
    r"|afwezigheids\w{4,14}|auto(?:matisk\w{0,2} )?svar\w{0,5}|franvaro\w{4,14}"
    r"|fravaers?\w{4,14}|automaatti\w{2,8} (?:vastau|viesti)\w{1,6}",
    r"automatyczn\w{1,3} (?:odpowied|wiadomos)\w{1,4}|(?:odpowied|wiadomos)\w{1,4} "
    r"automatyczn\w{1,3}|auto-?odpowied\w{1,4}|automatick\w{1,3} odpove\w{1,4}",
    r"автоматическ\w{1,4} (?:ответ|сообщен|уведомлен)\w{0,4}"
    r"|автоматичн\w{1,4} (?:відповід|повідомл)\w{0,5}",
)
_ALL_NAMES = (subjects.AUTO_REPLY, _NAMES)

# The mail speaks of itself.
_THIS = Wording(
    r"(?:this|it|that) (?:is|was)\b|this (?:e-?mail|message|reply|mail)\b",
    r"(?:dies|das) ist\b|handelt es sich\b|(?:diese|ihre) (?:e-?mail|nachricht)\b",
    r"(?:ceci|c'|ce message|ce mail) ?est\b|voici\b|il s'agit\b",
    r"est[aeo] (?:es|e|mensaje|mensagem|correo)\b|se trata\b|trata-se\b",
    r"quest[ao] (?:e|messaggio|mail|e-mail)\b|si tratta\b|dit (?:is|betreft|bericht)\b",
    r"(?:detta|det har) ar\b|dett?e? er\b|tama on\b|to je(?:st)?\b|toto je\b|jde o\b",
    r"ez (?:egy|az)\b|aceasta? (?:este|e)\b|acest mesaj\b|ovo je\b|bu\b|đay la\b",
    r"ini\b|это|данное|це\b|това е|ово је|αυτ[οη] ειναι|προκειται",
    r"这是|此为|這是|(?:本|此|该)(?:邮件|郵件|信)|系统|系統|これは|(?:この|本|当)メ",
    r"이 ?(?:메일|메시지)|본 ?메일|הודעה זו|זוהי|זו\b|هذه|هذا|นี่|นี้",
)

# That a program made the mail, not only that nobody reads what is sent back.
_GENERATED = re.compile(
    "autom|otomat|generat|generier|wygenerow|maschinell|computer|system|автом|αυτομ"
    "|自动|自動|자동|تلقائي|אוטומט|tu đong|อัตโนมัติ"
)

_SENTENCE_MARKS = re.compile(r"(?<=[.?!。？！])")
_QUESTION_MARKS = ("?", "？", ";")
_HEADING_MARKS = ":.!。：！】]"
_BEFORE = 40  # characters before a name


def asks(clues: Clues) -> bool:
    """Whether a person asks something or complains, be it about such answers."""
    if clues.says(phrases.ASKS_HELP) or clues.says(_COMPLAINS):
        return True
    return any(
        self_phrases.COMPLAINS.search(sentence)
        or self_phrases.REQUESTS.search(sentence)
        for sentence in _SENTENCE_MARKS.split(clues.text)
        if sentence.endswith(_QUESTION_MARKS)
    )


def own_words(clues: Clues) -> str:
    """The folded text without what it says in somebody else's words, and without the
    names of automatic answers: whoever asks about one names it, too."""
    text = clues.without_speech
    for names in _ALL_NAMES:
        text = names.removed_from(text)
    return text


def calls_itself_answer(clues: Clues) -> str | None:
    """The name of an automatic answer which the text gives to itself, or begins with
    like a heading."""
    text = clues.without_speech
    for found in (name for names in _ALL_NAMES for name in names.all_in(text)):
        begin, end = found.span()
        is_heading = begin == 0 and text[end : end + 1] in tuple(_HEADING_MARKS)
        if is_heading or _THIS.search(text[max(0, begin - _BEFORE) : begin]):
            return found[0]
    return None


def generated(clues: Clues) -> str | None:
    """The words by which the text says that a program made it."""
    text = clues.without_speech
    said = (found[0] for found in phrases.DECLARED.all_in(text))
    return next((words for words in said if _GENERATED.search(words)), None)

"""Words that announce what stands below them: "see my answers in red below", "FYI".

Nothing marks such answers once their colour is gone, so all of the mail is read. By
language as in `words`: en de fr es pt it nl sv da/no fi pl cs/sk hu ro ru uk el tr zh
ja ko.
"""

import re
from collections.abc import Iterable

# Characters and lines of new text above a quotation that are looked at.
MAX_ABOVE = 2_000
MAX_LINES_ABOVE = 40

# An answer, then, a few words on, where it stands.
_ANSWERS_AND_PLACES = (
    (
        r"answers|answered|replies|replied|comments|commented|responses|responded|"
        r"remarks|(?:my|our)[ ](?:answer|reply|response|feedback|notes)",
        r"below|in-?line|in[ ](?:red|blue|green|bold|colou?r|capitals|caps|the[ ]text)",
    ),
    (
        r"antworten|beantwortet|geantwortet|kommentare?|kommentiert|anmerkung(?:en)?|"
        r"rückmeldung(?:en)?",
        r"unten|untenstehend|inline|im[ ]text|in[ ](?:rot|blau|grün|fett)|"
        r"in[ ](?:roter|blauer|grüner)|(?:rot|blau|grün)[ ](?:markiert|geschrieben)",
    ),
    (
        r"réponses|répondu|commentaires?|remarques",
        r"ci-dessous|plus[ ]bas|dans[ ]le[ ](?:texte|corps)|"
        r"en[ ](?:rouge|bleu|vert|gras)",
    ),
    (
        r"respuestas|respond(?:o|ido)|comentarios?",
        r"abajo|más[ ]abajo|debajo|a[ ]continuación|en[ ](?:rojo|azul|verde|negrita)",
    ),
    (
        r"respostas|respond(?:o|i|ido)|comentários?",
        r"abaixo|em[ ](?:vermelho|azul|verde|negrito)|no[ ](?:corpo|texto)",
    ),
    (
        r"risposte|rispondo|commenti",
        r"(?:di[ ]|qui[ ]|in[ ]|più[ ])?sotto|in[ ](?:rosso|blu|verde|grassetto)|"
        r"nel[ ]testo",
    ),
    (
        r"antwoorden|beantwoord|opmerkingen|reacties?|commentaar",
        r"hieronder|onderstaand|beneden|in[ ]de[ ]tekst|"
        r"in[ ](?:het[ ])?(?:rood|blauw|groen)",
    ),
    (
        r"svar(?:en|at|ar)?|kommentar(?:er|erna)?",
        r"nedan(?:för)?|i[ ](?:rött|blått|grönt|texten)",
    ),
    (
        r"svar(?:ene|et|er)?|kommentar(?:er|ene|erne)?",
        r"nedenfor|nedenunder|under|i[ ]teksten|med[ ](?:rødt?|blåt?t?|grønt?)|"
        r"i[ ](?:rødt|blått|grønt)",
    ),
    (
        r"vastau(?:kset|kseni|s)|vastasin|kommentit|kommenttini",
        r"alla|alempana|punaisella|sinisellä|vihreällä|tekstin[ ]seassa",
    ),
    (
        r"odpowied(?:zi|ź|ziałem|ziałam)|komentarze|uwagi",
        r"poniżej|niżej|w[ ](?:treści|tekście)|na[ ](?:czerwono|niebiesko|zielono)",
    ),
    (
        r"odpověd(?:i|ěl|ěla)|odpovede|komentáře|komentáre|poznámky",
        r"níže|dole|nižšie|nižie|v[ ]text[ue]|červeně|červenou|modře|zeleně",
    ),
    (
        r"válasz(?:om|aim|ok|oltam|aimat|omat)?|megjegyzés(?:eim|ek)?",
        r"alább|lent|lejjebb|pirossal|kékkel|zölddel|a[ ]szövegben",
    ),
    (
        r"răspuns(?:ul|uri|urile)?|comentarii(?:le)?",
        r"mai[ ]jos|dedesubt|cu[ ](?:roșu|roşu|albastru|verde)|în[ ]text",
    ),
    (
        r"ответ(?:ы|ил|ила|ила)?|комментари[ий]|замечания",
        r"ниже|в[ ]тексте|красным|синим|зел[её]ным",
    ),
    (
        r"відповід(?:і|ь|ив|ила)|коментарі?",
        r"нижче|у[ ]тексті|в[ ]тексті|червоним|синім|зеленим",
    ),
    (
        r"απαντήσεις|απάντηση|απάντησα|σχόλιά?α?",
        r"παρακάτω|πιο[ ]κάτω|με[ ](?:κόκκινο|κόκκινα|μπλε|πράσινο)",
    ),
    (
        r"(?:cevap|yanıt)(?:lar|lad|la|ım|lar?ım)?[^\W\d_]{0,6}|yorumlarım",
        r"aşağıda\w{0,3}|kırmızı\w{0,4}|mavi\w{0,3}|yeşil\w{0,3}",
    ),
)
# ... or its place first: "below are my answers", "unten meine Antworten".
_GAP = r"(?:[ ][^\s.!?;:]{1,15}){0,3}?[ ]"
_UNSPACED = (
    r"(?:红字|紅字|红色|紅色|蓝色|藍色|下面|下方|以下|文中|行内)[^\n。]{0,8}(?:回复|回覆|答复|回答)|"
    r"(?:回复|回覆|答复|回答)[^\n。]{0,6}(?:下面|下方|文中|如下|红字|紅字|红色|紅色|蓝色)|"
    r"(?:赤字|青字|文中|インライン|下記)[^\n。]{0,6}(?:回答|返信|返答|コメント)|"
    r"(?:아래|본문|빨간)[^\n.]{0,8}(?:답변|답장|회신|코멘트)"
)
_ANNOUNCED = re.compile(
    "|".join(
        rf"(?<!\w)(?:(?:{answer}){_GAP}(?:{place})|(?:{place}){_GAP}(?:{answer}))(?!\w)"
        for answer, place in _ANSWERS_AND_PLACES
    )
    + rf"|{_UNSPACED}",
    re.I,
)
# A line that says no more than that a mail is below.
MAX_POINTER = 80
_POINTER = re.compile(
    r"^\W{0,3}(?:please[ ]|pls[ ]|bitte[ ]|hi[ ,]{1,2})?(?:(?:see|read|look[ ]at)[ ]"
    r"(?:the[ ]|this[ ])?(?:below|following|e-?mail|mail|message)|fyi|"
    r"for[ ]your[ ]info|"
    r"siehe[ ](?:unten|nachricht|mail)|s\.[ ]?u\.|zur[ ](?:info|kenntnis)|"
    r"zu[ ]ihrer[ ]info|"
    r"voir[ ](?:ci-dessous|plus[ ]bas)|pour[ ](?:votre[ ])?info|"
    r"ve[ra]n?[ ](?:más[ ])?abajo|para[ ](?:su[ ])?inf|veja[ ]abaixo|"
    r"vedi[ ](?:di[ ])?sotto|"
    r"per[ ](?:tua[ ]|vostra[ ])?conoscenza|zie[ ](?:hieronder|onderstaand)|ter[ ]info|"
    r"se[ ]neda?n|se[ ]nedenfor|för[ ]kännedom|til[ ](?:orientering|info)|ks\.[ ]alla|"
    r"tiedoksi|patrz[ ]poniżej|do[ ]wiadomości|viz[ ](?:níže|nižšie)|lásd[ ]alább|"
    r"vezi[ ]mai[ ]jos|см\.?[ ]ниже|див\.?[ ]нижче|βλ\.?[ ]παρακάτω|bkz\.?[ ]aşağıda|"
    r"(?:请|請)?(?:见|見|看)(?:下|以下)|以下をご|아래[ ]참)",
    re.I,
)
# The same in the sentence of somebody who thanks for an answer, asks for one or waits.
_OTHERS_ANSWERS = re.compile(
    r"(?<!\w)(?:thank\w{0,3}|danke?|merci|gracias|obrigad[oa]|grazie|bedankt|tack|takk?|"
    r"kiitos|dzięk\w+|děk\w+|ďak\w+|köszön\w+|mulțum\w+|спасибо|дяку\w+|ευχαριστ\w+|"
    r"your|ihren?|ihrer|eure|votre|vos|sus|vostre|tue|uw|jullie|no|not|any|never|without|"
    r"waiting|await\w*|keine|aucune|pas|sin|sem|nessuna|geen|ingen|inget|dit|dine?a?|"
    r"ваши?|ваші|please[ ]send)(?!\w)",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?]")


def announces_answers(lines: Iterable[str]) -> bool:
    """Whether new text, these lines above a quotation, says that answers stand in it.
    Never raises; bounded."""
    text = " ".join(" ".join(lines).split())[:MAX_ABOVE]
    found = _ANNOUNCED.search(text)
    return found is not None and not _is_asked(text, found)


def _is_asked(text: str, found: re.Match) -> bool:
    """Whether the sentence is a question, or is about answers of others."""
    behind = _SENTENCE_END.search(text, found.end())
    before = _SENTENCE_END.split(text[: found.start()])[-1]
    if _OTHERS_ANSWERS.search(before):
        return True
    return behind is not None and behind[0] == "?"


def points_below(line: str) -> bool:
    """Whether a line of new text is about what stands below it."""
    if line.endswith((":", "：")):
        return True
    return len(line) <= MAX_POINTER and _POINTER.match(line) is not None

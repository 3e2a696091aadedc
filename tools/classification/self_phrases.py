"""Words in which people speak of themselves, and programs do not. A line is a language
or two."""

from .wording import Wording

SELF = Wording(
    # English
    r"i (?:am|have|had|was|would|need|want|cannot|can't|can|could|ordered|received|got"
    r"|did|didn't|don't|tried|bought|paid|sent|hope|think|just|also|will)\b|i'(?:m|ve|d"
    r"|ll)\b|myself\b|my (?!account|orders\b|profile|packages|choice|preferences"
    r"|settings)",
    # German, French, Spanish, Portuguese, Italian, Dutch
    r"(?<!\.)(?:(?:ich|mir|mich|meine?[mnrs]?)\b|je (?:suis|vous|ne|n'|voudrais|souhaite"
    r"|veux|peux|viens|dois|me|m'|n'ai)|(?:j'(?:ai|aimerais)|mon|moi)\b|(?:yo"
    r"|necesito|quiero|quisiera)\b|(?:eu|meu|minha|gostaria|preciso)\b|(?:io|mio|mia"
    r"|vorrei)\b|(?:ik|mijn)\b)",
    # Swedish, Danish, Norwegian, Finnish
    r"(?:jag|mitt|jeg)\b|(?:minun|minulla|minulle)\b",
    # Polish, Czech, Hungarian, Turkish
    r"(?:mnie|mojego|moim|chcialbym|chcialabym)\b|(?:jsem|chtel bych|muj)\b|(?:nekem"
    r"|szeretnem)\b|(?:benim|bana)\b",
    # Russian, Ukrainian, Greek
    r"(?<!\w)(?:я|мне|меня|мои|моя|моего|мені|мене|μου|εγω)(?!\w)",
    # Chinese, Japanese, Korean
    r"我(?!们|們|的(?:订单|账|帐|訂單|帳))|(?:私|僕)(?:は|が|の|も)|(?:저는|제가|저희가)",
)

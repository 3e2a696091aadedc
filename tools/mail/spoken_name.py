"""Display names as people are called: "Byron, Ada" is Ada Byron."""

import re

# A surname may have particles in lower case, a given name may be an initial.
_SURNAME = re.compile(r"(?:(?:[a-z]{1,4}|d'|l') ){0,2}(\w[\w'’-]+)")
_GIVEN = re.compile(r"(\w[\w'’-]*)\.?(?: \w\.)?")
_UNLIKE_PEOPLE = frozenset(
    # Legal forms of companies.
    "ab ag aps as bv co company corp corporation cie gbr gmbh inc kft kg limited "
    "llc llp lp ltd mbh nv ohg oy oyj plc pty sa sarl sas se sl spa srl sro ug "
    # What stands behind a name.
    "ba bsc cpa dds dipl dr esq esquire facc jd jnr jr junior ma mba md mp msc phd "
    "prof rn snr sr senior vs ii iii iv "
    # What a department or a desk is called.
    "abteilung accounting accounts admin administration atención billing booking "
    "buchhaltung büro buro bureau care center centre client clientes clients "
    "comercial compras contact contabilidad customer customers department dept desk "
    "einkauf empfang equipo equipe équipe facturación facturation finance group "
    "gruppe help helpdesk hr info it klantenservice kundendienst kundenservice "
    "legal logistics logistik mail management marketing news newsletter office "
    "online operations orders personal press presse purchasing reception sales "
    "sekretariat service services shipping shop soporte store support team vertrieb "
    "ventas ventes verkauf verkoop versand web "
    # Where that is.
    "africa america americas amsterdam apac argentina asia australia austria "
    "belgium belgië belgique berlin brazil brussels canada central china denmark "
    "deutschland east emea england españa europa europe finland france frankreich "
    "germany global hamburg hq india international ireland italia italien italy "
    "japan latam london madrid mexico méxico münchen munich nederland netherlands "
    "niederlande north norway nord österreich oeste ost ouest paris poland portugal "
    "región region regional scandinavia schweiz scotland south spain spanien sud "
    "süd suisse sur sweden switzerland uk usa west wien world worldwide zürich".split()
)


def spoken_name(name: str) -> str:
    """A display name with "Last, First" turned round; unchanged where it may be
    anything else, such as a company, a title, a department or several people."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) != 2:
        return name
    surname, given = _SURNAME.fullmatch(parts[0]), _GIVEN.fullmatch(parts[1])
    if not surname or not given or not _are_names(surname[1], given[1]):
        return name
    return f"{parts[1]} {parts[0]}"


def _are_names(surname: str, given: str) -> bool:
    """Whether both begin with a capital, have no figures, and are no known words."""
    words = (surname, given)
    if any(not word[0].isupper() or re.search(r"[\d_]", word) for word in words):
        return False
    if len(given) > 1 and given.isupper():
        return False  # "Smith, CEO"
    return _UNLIKE_PEOPLE.isdisjoint(word.lower() for word in words)

"""People who write of orders, accounts and backups, some through programs."""

import pytest
from kinds_kit import verdict

RAILS = "<65a1b2c3d4e5f_1a2b3fd4c5d6e7@web-1.mail>"
JAKARTA = "<1604390400.12.1604390400123@app.shop.example>"
DIGEST = "<0123456789abcdef0123456789abcdef@www.shop.example>"


@pytest.mark.parametrize(
    ("sender", "subject", "body", "fields"),
    [
        (
            "Anna <anna@customer.example>",
            "My order 10023 has not arrived",
            "My order 10023 has not arrived. What is going on?",
            {},
        ),
        (
            "Anna <anna@customer.example>",
            "Order confirmation 10023",
            (
                "The order confirmation 10023 says two lamps. Only one was "
                "ordered. Please correct this.\n\nAnna"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Order 10023",
            ("Order 10023 is still missing. Please check.\n\nKind regards\nPaul Weber"),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Passwort zurücksetzen",
            (
                "Bitte das Passwort für unser Konto zurücksetzen.\n\nMit "
                "freundlichen Grüßen\nPaul Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "info@weber.example",
            "Password reset",
            (
                "I can not reset my password. The link "
                "https://desk.example/reset?token=4b2f says expired."
            ),
            {"Message_ID": RAILS},
        ),
        (
            "Praxis Weber <praxis@weber.example>",
            "Please confirm my appointment",
            "Please confirm my appointment on Monday.\n\nPaul Weber",
            {"Message_ID": DIGEST},
        ),
        (
            "Praxis Weber <info@weber.example>",
            "Terminbestätigung",
            (
                "Bitte bestätigen Sie den Termin am 3.11.\n\nMit "
                "freundlichen Grüßen\nP. Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Fwd: Your order 10023",
            (
                "see below\n\n---------- Forwarded message ----------\nFrom: "
                "Shop <info@shop.example>\nSubject: Your order 10023\n\n"
                "Thank you for your order."
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Angebot für Lampen",
            (
                "Hallo Frau Lee,\n\nanbei das Angebot wie besprochen: "
                "https://weber.example/angebot/2026-11-03-0000000004711\n\n"
                "Viele Grüße\nPaul Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Rechnung 4711",
            (
                "Die Rechnung 4711 ist zu hoch. Eine Korrektur wird erbeten."
                "\n\nMfG Paul Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Kündigung meines Kontos",
            (
                "Hiermit kündigen wir unser Konto zum Jahresende.\n\nWeber "
                "GmbH\nPaul Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Backup failed again",
            (
                "The backup failed again tonight. Log is at "
                "https://weber.example/logs/view.php?id=4711. Restore needed "
                "by noon.\n\nRegards\nPaul Weber"
            ),
            {"Message_ID": JAKARTA},
        ),
        (
            "Weber GmbH <info@weber.example>",
            "Backup failed",
            "Our backup failed tonight, can you look at it?",
            {"Message_ID": JAKARTA},
        ),
        (
            "Web <info@desk.example>",
            "Nachricht",
            (
                "Paul Weber\npaul@customer.example\n\nThe lamp in "
                "https://desk.example/order?id=7 does not work."
            ),
            {"Message_ID": DIGEST, "X_Mailer": "PHPMailer 6.8"},
        ),
        (
            "Desk Shop <info@desk.example>",
            "[Desk Shop] Order question",
            ("From: Paul Weber <paul@customer.example>\n\nWhere is my order?"),
            {
                "Message_ID": DIGEST,
                "X_Mailer": "PHPMailer 6.8",
                "Reply_To": "paul@customer.example",
            },
        ),
        (
            "WordPress <wordpress@desk.example>",
            "[Desk Blog] Contact",
            (
                "Name: Paul\nEmail: paul@customer.example\nMessage: Password "
                "reset does not work"
            ),
            {"X_Mailer": "PHPMailer 6.9.1", "Reply_To": "paul@customer.example"},
        ),
        (
            "WordPress <wordpress@desk.example>",
            'Desk Blog "New order"',
            (
                "From: Paul Weber paul@customer.example\nSubject: New order"
                "\n\nMessage Body:\nPlease send 20 lamps.\n\n--\nThis e-mail "
                "was sent from a contact form on Desk Blog "
                "(https://desk.example)"
            ),
            {"X_Mailer": "PHPMailer 6.9.1", "Reply_To": "paul@customer.example"},
        ),
        (
            "Lampen Weber <shop@weber.example>",
            "Invoice 2026-118",
            (
                "Dear Anna,\n\nthe invoice 2026-118 is wrong, the discount "
                "is missing.\n\nBest\nPaul"
            ),
            {"Message_ID": JAKARTA},
        ),
        (
            "Weber <office@weber.example>",
            "Zahlung Rechnung 118",
            (
                "Guten Tag,\n\ndie Rechnung 118 wurde heute überwiesen.\n\n"
                "Freundliche Grüße\nPaula Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber <office@weber.example>",
            "Ihre Bestellung 118",
            (
                "Guten Tag Frau Lee,\n\nleider ist die Lampe nicht mehr "
                "lieferbar. Wäre auch eine blaue recht?\n\nFreundliche Grüße"
                "\nPaula Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber <office@weber.example>",
            "Your order 118",
            (
                "Dear Anna,\n\nunfortunately the lamp is sold out. A blue "
                "one would be here on Monday. Let me know.\n\nPaula Weber"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber <kontakt@weber.example>",
            "Störung Zugang",
            (
                'Der Zugang zum Kundenportal geht nicht mehr, Meldung "Ihr '
                'Konto wurde gesperrt". Telefon 0123.'
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber <kontakt@weber.example>",
            "Account locked",
            ('The portal says "Your account has been locked". Unlock needed.'),
            {"Message_ID": DIGEST},
        ),
        (
            "Weber <info@weber.example>",
            "Rückfrage zu Ticket 4711",
            (
                "Das Problem tritt weiter auf.\n"
                "https://weber.example/bild?id=1234\n\nGruß, Paul"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Contact <contact@dupont.example>",
            "Facture 118",
            (
                "Bonjour,\n\nla facture 118 est à votre nom mais pas à la "
                "bonne adresse.\n\nCordialement\nMarie Dupont"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Contact <contact@dupont.example>",
            "Mot de passe",
            (
                "Impossible de réinitialiser le mot de passe. Le lien a "
                "expiré.\n\nMarie Dupont"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Info <info@garcia.example>",
            "Pedido 118",
            "El pedido 118 no ha llegado.\n\nUn saludo\nPedro García",
            {"Message_ID": DIGEST},
        ),
        (
            "Info <info@jansen.example>",
            "Bestelling 118",
            ("De bestelling 118 is niet aangekomen.\n\nGroet, Piet Jansen"),
            {"Message_ID": DIGEST},
        ),
    ],
)
def test_a_person_writes_of_what_programs_send(sender, subject, body, fields):
    assert verdict(body, subject, sender, **fields)[0] == "human"

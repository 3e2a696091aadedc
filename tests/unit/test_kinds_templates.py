"""Mail of programs that no other test has: shops, carriers, websites, monitors."""

import pytest
from kinds_kit import verdict

RAILS = "<65a1b2c3d4e5f_1a2b3fd4c5d6e7@web-1.mail>"
JAKARTA = "<1604390400.12.1604390400123@app.shop.example>"
SES = (
    "<0100018c1234abcd-1234abcd-12ab-34cd-56ef-1234567890ab-000000@email.amazonses.com>"
)
DJANGO = "<170112345678.12.1234567890123456789@web.cloud.example>"
DIGEST = "<0123456789abcdef0123456789abcdef@www.shop.example>"


@pytest.mark.parametrize(
    ("sender", "subject", "body", "fields"),
    [
        (
            "Acme Store <store+12345@t.shopifyemail.com>",
            "Order confirmation 10023",
            (
                "Order #10023\n\nThank you for your purchase!\n\nHi Anna, "
                "we're getting your order ready to be shipped. We will "
                "notify you when it has been sent.\n\nView your order: "
                "https://acme.example/orders/3f2a9b8c7d6e5f40?key=7\n\nOrder "
                "summary\nLamp x 1  EUR 20.00\nSubtotal EUR 20.00\nTotal EUR "
                "20.00\n\nIf you have any questions, reply to this email or "
                "contact us at info@acme.example"
            ),
            {"Reply_To": "info@acme.example", "Message_ID": SES, "Feedback_ID": "1.eu"},
        ),
        (
            "Lampenshop <bestellung@lampen.example>",
            "Ihre Bestellung #4711 bei Lampenshop",
            (
                "Guten Tag Anna Lee,\n\nvielen Dank für Ihre Bestellung. Wir "
                "haben sie am 3.11.2026 erhalten.\n\nBestellnummer: 4711\n"
                "Lampe 1 x 20,00 EUR\nGesamtsumme: 20,00 EUR\n\nSie können "
                "den Status Ihrer Bestellung in Ihrem Konto einsehen.\n"
            ),
            {"Message_ID": DIGEST, "X_Mailer": "PHPMailer 6.8"},
        ),
        (
            "Lampenshop <info@lampen.example>",
            "Bestellbestätigung 4711",
            (
                "Vielen Dank für Ihre Bestellung bei uns!\n\nBestellübersicht"
                "\n1 x Lampe 20,00 EUR\nZwischensumme: 20,00 EUR\nVersand: "
                "4,90 EUR\n\nHaben Sie Fragen? Rufen Sie uns an: 0123 456"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "WordPress <wordpress@desk.example>",
            '[Desk Blog] Please moderate: "Hello world"',
            (
                'A new comment on the post "Hello world" is waiting for your '
                "approval\nhttps://desk.example/hello-world/\n\nAuthor: Bob "
                "(IP address: 192.0.2.9, host.example)\nEmail: "
                "bob@spam.example\nURL: https://spam.example\nComment:\nNice "
                "post\n\nApprove it: "
                "https://desk.example/wp-admin/comment.php?action=approve&c=12"
                "\nTrash it: "
                "https://desk.example/wp-admin/comment.php?action=trash&c=12"
            ),
            {
                "Message_ID": (
                    "<0123456789abcdefABCDEFghij0123456789klmnopQR@desk.example>"
                ),
                "X_Mailer": "PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)",
            },
        ),
        (
            "WordPress <wordpress@desk.example>",
            "[Desk Blog] New User Registration",
            (
                "New user registration on your site Desk Blog:\n\nUsername: "
                "bob\n\nEmail: bob@spam.example\n"
            ),
            {"X_Mailer": "PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)"},
        ),
        (
            "WordPress <wordpress@desk.example>",
            "[Desk Blog] Password Reset",
            (
                "Someone has requested a password reset for the following "
                "account:\n\nSite Name: Desk Blog\n\nUsername: anna\n\nIf "
                "this was a mistake, ignore this email and nothing will "
                "happen.\n\nTo reset your password, visit the following "
                "address:\n\n"
                "https://desk.example/wp-login.php?action=rp&key=abc&login=anna"
                "\n"
            ),
            {"X_Mailer": "PHPMailer 6.9.1"},
        ),
        (
            "WordPress <wordpress@desk.example>",
            "[Desk Blog] Password Changed",
            "Password changed for user: anna\n",
            {"X_Mailer": "PHPMailer 6.9.1"},
        ),
        (
            "WordPress <wordpress@desk.example>",
            ('[Desk Blog] Ein Kommentar wartet auf Freischaltung: "Hallo"'),
            (
                "Ein neuer Kommentar zum Beitrag „Hallo“ wartet auf "
                "Freischaltung.\nhttps://desk.example/hallo/\n\nAutor: Bob "
                "(IP-Adresse: 192.0.2.9)\nE-Mail: bob@spam.example\n"
                "Kommentar:\nNice\n\nFreischalten: "
                "https://desk.example/wp-admin/comment.php?action=approve&c=12"
            ),
            {"X_Mailer": "PHPMailer 6.9.1"},
        ),
        (
            "FRITZ!Box <box@desk.example>",
            "Anruf von 0301234567",
            (
                "Sie haben eine neue Nachricht auf dem Anrufbeantworter.\n\n"
                "Anrufer: 0301234567\nDatum: 03.11.26\nUhrzeit: 10:15\n"
                "Dauer: 12 Sekunden\n"
            ),
            {"X_Mailer": "AVM FRITZ!Box 7590"},
        ),
        (
            "FRITZ!Box <box@desk.example>",
            "Faxempfang von 0301234567",
            ("Ein Fax mit 2 Seiten wurde am 03.11.26 um 10:15 empfangen.\n"),
            {"X_Mailer": "AVM FRITZ!Box"},
        ),
        (
            "FedEx Delivery Manager <tracking@fedex.example>",
            ("FedEx Shipment 612909: Your package is now out for delivery today"),
            (
                "Hi Chris. Your package is out for delivery today.\nTRACKING "
                "NUMBER 612909\nPlease do not respond to this message."
            ),
            {"Reply_To": "trackingmail@fedex.example", "Message_ID": JAKARTA},
        ),
        (
            "DPD <sendung@dpd.example>",
            "Ihr Paket kommt heute",
            (
                "Ihr Paket 0123456789 wird heute zwischen 10 und 11 Uhr "
                "zugestellt. Sendungsverfolgung: "
                "https://tracking.dpd.example/status?parcel=0123456789"
            ),
            {"Reply_To": "kundenservice@dpd.example", "Message_ID": JAKARTA},
        ),
        (
            "Cloud Space <hello@cloud.example>",
            "Bob Miller invited you to Marketing",
            (
                "Bob Miller (bob@other.example) has invited you to join the "
                "workspace Marketing.\n\nJoin now: "
                "https://cloud.example/invite/4b2fa7c8d9e0f1a2b3\n"
            ),
            {
                "Auto_Submitted": "auto-generated",
                "Message_ID": DJANGO,
                "Reply_To": "Bob Miller <bob@other.example>",
            },
        ),
        (
            "Board <do@board.example>",
            "Anna Lee assigned you a card",
            (
                'Anna Lee assigned you to the card "Order paper" on the '
                "board Office.\n\nhttps://board.example/c/abc123def456?utm=1"
                "\n"
            ),
            {"Message_ID": JAKARTA},
        ),
        (
            "Uptime <monitor@up.example>",
            "Monitor is DOWN: www.desk.example",
            (
                "The monitor www.desk.example (https://www.desk.example) is "
                "currently DOWN (Connection Timeout). Event timestamp: "
                "2026-11-03 10:15:00 UTC+0"
            ),
            {"Message_ID": SES},
        ),
        (
            "Synology <nas@desk.example>",
            "[DiskStation] Backup task completed",
            (
                "Dear user,\nThe backup task Daily on DiskStation was "
                "completed.\n\nFrom DiskStation"
            ),
            {},
        ),
        (
            "Hosting <billing@host.example>",
            "Invoice 2026-118 for domain desk.example",
            (
                "Dear customer,\n\nyour invoice 2026-118 of 3 November 2026 "
                "is available in your account: "
                "https://my.host.example/invoices?id=118\n\nAmount: EUR 12.00"
                "\nDue: 17 November 2026\n\nRegards,\nYour Hosting Team"
            ),
            {"Message_ID": JAKARTA},
        ),
        (
            "Banque <info@banque.example>",
            "Votre relevé est disponible",
            (
                "Bonjour,\n\nVotre relevé de compte est disponible dans "
                "votre espace client.\nhttps://www.banque.example/login?x=1"
                "\n\nCeci est un message automatique."
            ),
            {"Message_ID": JAKARTA},
        ),
        (
            "Tienda <pedidos@tienda.example>",
            "Confirmación de pedido 10023",
            (
                "Gracias por tu pedido.\n\nResumen del pedido\nLámpara x 1\n"
                "Total: 20 EUR"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Winkel <info@winkel.example>",
            "Bedankt voor je bestelling 10023",
            (
                "Bedankt voor je bestelling bij Winkel. Overzicht van je "
                "bestelling:\nLamp x1\nTotaal: 20 EUR\n"
                "https://winkel.example/order/view?id=10023"
            ),
            {"Message_ID": DIGEST},
        ),
        (
            "Forge <git@forge.example>",
            "[acme/app] Pipeline #123 failed for main",
            (
                "Pipeline #123 has failed!\n\nProject: acme / app\nBranch: "
                "main\nCommit: 3f2a9b8\nCommit Author: Bob\n\n"
                "https://forge.example/acme/app/-/pipelines/123456789012345678"
            ),
            {"Message_ID": RAILS},
        ),
        (
            "Meet <calendar@meet.example>",
            "Neue Buchung: Beratung 3.11.2026",
            (
                "Es wurde ein neuer Termin gebucht. Details: "
                "https://meet.example/booking?uid=9a8b\n"
            ),
            {"Message_ID": RAILS},
        ),
        (
            "Certs <cert@ca.example>",
            "Certificate for desk.example expires in 14 days",
            (
                "Your certificate (or certificates) for the names listed "
                "below will expire in 14 days. desk.example. Please make "
                "sure to renew your certificate before then."
            ),
            {"Message_ID": SES},
        ),
    ],
)
def test_a_program_writes(sender, subject, body, fields):
    kind = verdict(body, subject, sender, **fields)[0]
    assert kind in ("notification", "auto_reply")

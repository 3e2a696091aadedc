"""Websites' forms and rules that accept, in a running server."""

import pytest
from running_odoo import mail

SITE = "Shop <wordpress@shop.example>"
FAX = "fax@machines.example"


@pytest.fixture(scope="module", autouse=True)
def serial(odoo):
    """A field of the administrator's own on tickets."""
    (model,) = odoo.call("ir.model", "search", [("model", "=", "helpdesk.ticket")])
    field = {
        "model_id": model,
        "name": "x_serial",
        "field_description": "Serial Number",
        "ttype": "char",
    }
    odoo.call("ir.model.fields", "create", [field])


@pytest.fixture
def box(odoo):
    """A mailbox that acknowledges."""
    template = odoo.xmlid("helpdesk_mgmt_mailbox.acknowledgement_template")
    return odoo.mailbox(acknowledgement_template_id=template)


def name_form(odoo, box):
    """Name the shop's form as one of the mailbox's, which it acknowledges."""
    line = {"pattern": "wordpress@shop.example", "acknowledge": True}
    odoo.change(box, form_sender_ids=[(0, 0, line)])


def filled(subject, person, **more):
    """A mail of the shop's form, which `person` filled in."""
    return mail(subject, "The door is shut.", sender=SITE, Reply_To=person, **more)


def test_a_form_is_its_customer_s_and_is_not_acknowledged(odoo, box):
    (row,) = odoo.receive(box, filled("Contact form 1", "Zoe <zoe@forms.example>"))
    assert (row["state"], row["kind"]) == ("done", "human")
    (ticket,) = odoo.tickets("Contact form 1")
    assert ticket["partner_email"] == "zoe@forms.example"
    odoo.run_queue()
    assert odoo.sink.to("zoe@forms.example") == []
    notes = [entry["body"] for entry in odoo.history(ticket["id"])]
    assert any("Sent by the website form" in note for note in notes)


def test_a_form_that_the_mailbox_names_is_acknowledged_once(odoo, box):
    name_form(odoo, box)
    message = filled("Contact form 2", "yan@forms.example")
    odoo.receive(box, message)
    (ticket,) = odoo.tickets("Contact form 2")
    (told,) = odoo.sent("yan@forms.example", ticket["number"])
    assert told.message["Auto-Submitted"] == "auto-replied"
    odoo.receive(box, filled("Contact form 2b", "yan@forms.example"))
    odoo.run_queue()
    assert len(odoo.sink.to("yan@forms.example")) == 1


def test_auto_submitted_forbids_an_acknowledgement(odoo, box):
    name_form(odoo, box)
    more = {"Auto_Submitted": "auto-generated"}
    (row,) = odoo.receive(box, filled("Contact form 3", "xia@forms.example", **more))
    assert (row["state"], row["kind"]) == ("done", "human")
    (ticket,) = odoo.tickets("Contact form 3")
    assert ticket["partner_email"] == "xia@forms.example"
    odoo.run_queue()
    assert odoo.sink.to("xia@forms.example") == []


def test_a_person_of_a_labelled_line_is_offered_and_then_taken(odoo, box):
    text = "Name: Wu\nE-Mail: wu@forms.example\nMessage: The door is shut."
    odoo.receive(box, mail("Contact form 4", text, sender=SITE))
    (ticket,) = odoo.tickets("Contact form 4")
    assert ticket["partner_email"] == "wordpress@shop.example"
    odoo.call("helpdesk.ticket", "action_contact_first_sender", [ticket["id"]])
    (ticket,) = odoo.tickets("Contact form 4")
    assert ticket["partner_email"] == "wu@forms.example"
    name_form(odoo, box)
    odoo.receive(box, mail("Contact form 5", text, sender=SITE))
    (ticket,) = odoo.tickets("Contact form 5")
    assert (ticket["partner_name"], ticket["partner_email"]) == (
        "Wu",
        "wu@forms.example",
    )
    odoo.sent("wu@forms.example", ticket["number"])


def test_a_form_writes_into_no_ticket(odoo, box):
    odoo.receive(box, filled("Contact form 6", "vic@forms.example"))
    (ticket,) = odoo.tickets("Contact form 6")
    subject = f"Contact form [{ticket['number']}]"
    (row,) = odoo.receive(box, filled(subject, "vic@forms.example"))
    assert row["ticket_id"][0] != ticket["id"]
    assert row["named_ticket_id"][0] == ticket["id"]


def test_a_shop_s_order_stays_a_notification(odoo, box):
    text = "You've received the following order from Zoe:\nEmail: zoe@forms.example"
    order = mail(
        "[Shop] New order #17", text, sender=SITE, Reply_To="zoe@forms.example"
    )
    (row,) = odoo.receive(box, order)
    assert (row["state"], row["kind"]) == ("ignored", "notification")


def test_a_rule_creates_a_ticket_of_a_fax_with_its_number(odoo, box):
    rule = {
        "name": "Fax",
        "server_id": box.id,
        "outcome": "accept",
        "condition_ids": [
            (0, 0, {"part": "from", "operator": "equals", "value": FAX}),
            (
                0,
                0,
                {
                    "part": "body",
                    "operator": "pattern",
                    "value": r"Serial (?P<serial>\S+)",
                },
            ),
        ],
        "value_ids": [(0, 0, {"group": "serial", "field_name": "x_serial"})],
    }
    odoo.call("fetchmail.rule", "create", [rule])
    machine = {"Auto_Submitted": "auto-generated", "sender": FAX}
    fax = mail("Fax 17", "Serial SN-4711 is broken", **machine)
    other = mail("Fax 18", "A blank page", **machine)
    first, second = odoo.receive(box, fax, other)
    assert (first["state"], first["kind"]) == ("done", "notification")
    assert "accepted by the rule “Fax”" in first["reason"]
    assert second["state"] == "ignored"
    (ticket,) = odoo.tickets("Fax 17")
    found = odoo.find("helpdesk.ticket", [("id", "=", ticket["id"])], "x_serial")
    assert found[0]["x_serial"] == "SN-4711"
    odoo.run_queue()
    assert odoo.sink.to(FAX) == []

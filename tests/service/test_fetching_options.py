"""Each option of a mailbox that is about fetching, in a running server."""

from datetime import date, timedelta

import pytest
from kit.rpc import RpcError
from peers.pictures import png
from running_odoo import PASSWORD, answer_to, mail

LOGO = png(24, 24)
HUGE = b"\x00" * 1_400_000


def logo_letter(subject):
    """A mail with the small picture of a signature."""
    message = mail(subject, html='<p>Hello</p><img src="cid:logo@customer.example">')
    message.get_payload()[1].add_related(
        LOGO, "image", "png", cid="<logo@customer.example>", filename="logo.png"
    )
    return message


@pytest.mark.parametrize("protocol", ["imaps", "imap", "pop3s", "pop3"])
def test_each_protocol_brings_a_mail_and_leaves_nothing(odoo, protocol):
    box = odoo.mailbox(protocol)
    (row,) = odoo.receive(box, mail(f"By {protocol}"))
    assert (row["state"], row["kind"]) == ("done", "human")
    odoo.wait(lambda: odoo.left(box) == 0)
    (ticket,) = odoo.tickets(f"By {protocol}")
    assert ticket["team_id"][0] == odoo.team


def test_without_starttls_only_a_server_that_allows_it_is_signed_in_to(odoo):
    box = odoo.mailbox("imap", starttls=False)
    (row,) = odoo.receive(box, mail("In clear text, on one machine"))
    assert row["state"] == "done"


def test_a_wrong_password_and_an_unknown_authority_are_said(odoo):
    box = odoo.mailbox(start=False, password="wrong")
    with pytest.raises(RpcError, match="refused the user name or the password"):
        odoo.connect(box)
    odoo.change(box, password=PASSWORD, certificate_authority=False)
    with pytest.raises(RpcError, match="certificate of localhost is not trusted"):
        odoo.connect(box)


def test_another_folder_and_login_are_used(odoo):
    other = odoo.mailbox(start=False)
    box = odoo.mailbox(start=False, imap_folder="Helpdesk", user=other.address)
    with pytest.raises(RpcError, match="There is no folder “Helpdesk”"):
        odoo.connect(box)
    odoo.dovecot.deliver(other.address, mail("In a folder").as_bytes(), "Helpdesk")
    odoo.connect(box)
    odoo.wait(lambda: odoo.tickets("In a folder"))
    odoo.wait(lambda: odoo.left(other, "Helpdesk") == 0)


def test_existing_mail_becomes_closed_tickets_by_the_scheduled_action(odoo):
    box = odoo.mailbox(start=False)
    odoo.deliver(box, mail("It was there before"))
    odoo.connect(box)
    (ticket,) = odoo.wait(lambda: odoo.tickets("It was there before"))
    assert ticket["closed"]
    odoo.wait(lambda: odoo.left(box) == 0)


def test_the_scheduled_action_fetches_at_the_interval_by_itself(odoo):
    box = odoo.mailbox(interval_minutes=1)
    odoo.deliver(box, mail("Nobody presses a button"))
    odoo.wait(lambda: odoo.tickets("Nobody presses a button"), seconds=150)


def test_after_processing_a_mail_is_moved_to_the_folder(odoo):
    box = odoo.mailbox(after_processing="move", processed_folder="Done/Odoo")
    odoo.receive(box, mail("Moved"))
    odoo.wait(lambda: odoo.left(box, "Done/Odoo") == 1)
    assert odoo.left(box) == 0
    odoo.wait(lambda: odoo.rows(box)[0]["remote_state"] == "moved")


def test_a_mail_over_the_size_limit_is_a_ticket_and_stays(odoo):
    box = odoo.mailbox(max_message_mib=1)
    small, large = mail("Small"), mail("Large", file=("video.bin", HUGE))
    assert [r["state"] for r in odoo.receive(box, small, large)] == ["done", "done"]
    odoo.wait(lambda: odoo.left(box) == 1)
    assert len(odoo.tickets("Large")) == 1


def test_offline_fetches_nothing_and_online_again_goes_on(odoo):
    box = odoo.mailbox()
    odoo.change(box, active=False)
    odoo.deliver(box, mail("While offline"))
    with pytest.raises(RpcError, match="Connect and enable the mailbox first"):
        odoo.fetch(box)
    assert odoo.left(box) == 1
    odoo.change(box, active=True)
    odoo.wait(lambda: odoo.fetch(box) or odoo.tickets("While offline"))


def test_what_agents_send_by_mail_program_is_in_the_history(odoo):
    box = odoo.mailbox(sent_folder="Sent")
    odoo.dovecot.deliver(box.address, mail("Old").as_bytes(), "Sent")
    first = mail("From Outlook")
    odoo.receive(box, first)
    (ticket,) = odoo.tickets("From Outlook")
    answer = mail(
        "Re: From Outlook",
        "Answered in Outlook ZEBRA",
        sender=f"Agnes <{box.address}>",
        To="anna@customer.example",
        **answer_to(first),
    )
    odoo.fetch(box)  # the position from which the folder is read is known by now
    odoo.dovecot.deliver(box.address, answer.as_bytes(), "Sent")

    def filed():
        """the answer in the history"""
        odoo.fetch(box)
        return [m for m in odoo.history(ticket["id"]) if "ZEBRA" in m["body"]]

    (entry,) = odoo.wait(filed)
    assert entry["message_type"] == "email_outgoing"
    assert odoo.left(box, "Sent") == 2


def test_attachments_have_limits_and_denied_types(odoo):
    box = odoo.mailbox(attachment_mib=1, attachment_count=2)
    odoo.receive(box, mail("A program", file=("run.exe", b"MZ")))
    odoo.receive(box, mail("A large file", file=("large.bin", HUGE)))
    odoo.receive(box, mail("A file", file=("small.bin", b"0" * 100)))
    for subject, files in (("A program", 0), ("A large file", 0), ("A file", 1)):
        (ticket,) = odoo.tickets(subject)
        history = odoo.history(ticket["id"])
        assert sum(len(m["attachment_ids"]) for m in history) == files, subject
        assert any("Blocked attachments" in m["body"] for m in history) == (
            not files
        ), subject


def test_without_attachments_none_is_kept(odoo):
    box = odoo.mailbox(attachments_enabled=False)
    odoo.receive(box, mail("No files here", file=("small.bin", b"0" * 100)))
    (ticket,) = odoo.tickets("No files here")
    assert not any(m["attachment_ids"] for m in odoo.history(ticket["id"]))


def test_a_logo_that_repeats_is_folded_unless_the_mailbox_keeps_it(odoo):
    for folds in (True, False):
        box = odoo.mailbox(fold_images=folds)
        subjects = [f"Logo {number} {folds}" for number in range(3)]
        odoo.receive(box, *(logo_letter(subject) for subject in subjects))
        (ticket,) = odoo.tickets(subjects[-1])
        bodies = " ".join(m["body"] for m in odoo.history(ticket["id"]))
        assert ("Signature images" in bodies) == folds


def test_a_warning_tells_what_ends_soon(odoo):
    soon = (date.today() + timedelta(days=3)).isoformat()
    box = odoo.mailbox(start=False, oauth_secret_expires=soon)
    (cron,) = odoo.call(
        "ir.cron", "search", [("code", "ilike", "_tell_of_endings")], limit=1
    )
    odoo.call("ir.cron", "method_direct_trigger", [cron])
    found = odoo.find(
        "mail.activity",
        [("res_model", "=", "fetchmail.server"), ("res_id", "=", box.id)],
        "note",
    )
    assert "The client secret ends on" in found[0]["note"]

"""Mail that cannot be taken off the server, in a running Odoo."""

from running_odoo import mail


def told(odoo, box):
    """What the mailbox says of mail that stays, and of itself."""
    (found,) = odoo.find(
        "fetchmail.server", [("id", "=", box.id)], "removal_error", "error_message"
    )
    return found["removal_error"] or "", found["error_message"]


def test_a_folder_that_cannot_be_made_stops_no_new_mail(odoo):
    box = odoo.mailbox(after_processing="move", processed_folder="a" * 300)
    for subject in ("First to stay", "Second to stay"):
        (row,) = odoo.receive(box, mail(subject))
        assert (row["state"], row["remote_state"]) == ("done", "present")
    odoo.wait(lambda: "does not let it be made" in told(odoo, box)[0])
    assert not told(odoo, box)[1]
    odoo.change(box, processed_folder="Settled")
    odoo.fetch(box)
    odoo.wait(lambda: odoo.left(box, "Settled") == 2)
    assert odoo.left(box) == 0
    assert told(odoo, box) == ("", False)
    assert len(odoo.rows(box)) == 2

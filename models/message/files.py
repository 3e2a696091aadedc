"""Files of a mail that are not kept in the history, and the note that names them."""

from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

from odoo import Command, fields, models

from ...tools.policy import FOLDED, decorations, prune, sift
from ..facts import Fact
from .picture_seen import ENOUGH


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    left_out_ids = fields.One2many("fetchmail.left.out", "message_id", readonly=True)

    def _without_left_out(self, mail, batch):
        """The `ParsedMail` without the files that stay out, which the row notes."""
        folded = self._folded(mail.inbound, batch)
        sifted = sift(mail.inbound, self.server_id._attachment_limits(), folded)
        self._note_left_out(sifted)
        if not sifted:
            return mail
        shown = prune(mail.inbound.shown, {one.index for one in sifted})
        inbound = replace(mail.inbound, shown=shown)
        return replace(mail, inbound=inbound, sifted=sifted)

    def _folded(self, inbound, batch):
        """Places of pictures that earlier mails of this sender showed; notes others."""
        folded, fresh = set(), []
        if not self.server_id.fold_images or not inbound.from_.email:
            return folded
        for index, digest in decorations(inbound).items():
            key = (inbound.from_.email, digest)
            rows = batch.senders.pictures.setdefault(key, set())
            if len(rows - {self.id}) >= ENOUGH:
                folded.add(index)
            elif self.id not in rows:
                rows.add(self.id)
                fresh.append(key)
        self.env["fetchmail.image.seen"].create(
            [
                {"address": address, "digest": digest, "message_id": self.id}
                for address, digest in fresh
            ]
        )
        return folded

    def _note_left_out(self, sifted):
        if sifted or self.left_out_ids:
            values = map(self.env["fetchmail.left.out"]._values, sifted)
            self.left_out_ids = [Command.clear(), *map(Command.create, values)]

    def _drop_left_out_pictures(self, body, mail, batch):
        """The history entry shows no place for pictures that were left out."""
        cids = {one.content_id for one in mail.sifted if one.content_id}
        return _without_pictures(body, cids) if cids else body

    def _left_out_notes(self, mail):
        """What was left out of the history, with a link to fetch it (list of
        `Fact`)."""
        files = self.left_out_ids.filtered(lambda one: one.reason != FOLDED)
        folded = self.left_out_ids - files
        named = (("left_out", files), ("folded", folded))
        return [Fact(code, {"files": rows.ids}) for code, rows in named if rows]


def _without_pictures(body, content_ids):
    """HTML without the images that show these content ids."""
    root = lxml_html.fromstring(body)
    for node in list(root.iter("img")):
        if node.get("src", "").removeprefix("cid:") in content_ids:
            node.drop_tree()
    return Markup(etree.tostring(root, encoding="unicode", method="html"))

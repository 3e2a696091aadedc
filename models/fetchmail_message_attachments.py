"""Files of a letter that are not kept in the history, and the note that names them."""

from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

from odoo import Command, fields, models

from ..tools.attachments import FOLDED, decorations, prune, sift
from .fetchmail_image_seen import ENOUGH


class FetchmailMessage(models.Model):
    _inherit = "fetchmail.message"

    left_out_ids = fields.One2many("fetchmail.left.out", "message_id", readonly=True)

    def _desk(self, letters, own):
        desk = super()._desk(letters, own)
        keys = {
            (letter.inbound.from_.email, digest)
            for letter in letters
            for digest in decorations(letter.inbound).values()
        }
        desk.seen_images = self.env["fetchmail.image.seen"]._look_up(keys)
        return desk

    def _file(self, letter, thread, desk):
        """Files over a limit, of a denied type, or that only decorate stay out."""
        return super()._file(self._sifted(letter, desk), thread, desk)

    def _sifted(self, letter, desk):
        """The `Letter` without the files that stay out, which the row notes."""
        folded = self._folded(letter.inbound, desk)
        sifted = sift(letter.inbound, self.server_id._attachment_limits(), folded)
        self._note_left_out(sifted)
        if not sifted:
            return letter
        shown = prune(letter.inbound.shown, {one.index for one in sifted})
        inbound = replace(letter.inbound, shown=shown)
        return replace(letter, inbound=inbound, sifted=sifted)

    def _folded(self, inbound, desk):
        """Places of pictures that earlier mails of this sender showed; notes others."""
        folded, fresh = set(), []
        if not self.server_id.fold_images or not inbound.from_.email:
            return folded
        for index, digest in decorations(inbound).items():
            key = (inbound.from_.email, digest)
            rows = desk.seen_images.setdefault(key, set())
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

    def _correct(self, msg_dict, letter, desk):
        """The history entry names what was left out, with a link to fetch it."""
        super()._correct(msg_dict, letter, desk)
        if not letter.sifted:
            return
        cids = {one.content_id for one in letter.sifted if one.content_id}
        body = _without_pictures(msg_dict["body"], cids) if cids else msg_dict["body"]
        files = self.left_out_ids.filtered(lambda one: one.reason != FOLDED)
        render = self.env["ir.qweb"]._render
        if files:
            body = (
                render("helpdesk_mgmt_mailbox.left_out_note", {"files": files}) + body
            )
        folded = len(self.left_out_ids - files)
        if folded:
            note = {"count": folded}
            body = body + render("helpdesk_mgmt_mailbox.folded_note", note)
        msg_dict["body"] = body


def _without_pictures(body, content_ids):
    """HTML without the images that show these content ids."""
    root = lxml_html.fromstring(body)
    for node in list(root.iter("img")):
        if node.get("src", "").removeprefix("cid:") in content_ids:
            node.drop_tree()
    return Markup(etree.tostring(root, encoding="unicode", method="html"))

import {hasBlocked, showPictures} from "./remote_pictures.esm";
import {Message} from "@mail/core/common/message";
import {patch} from "@web/core/utils/patch";
import {useState} from "@odoo/owl";

/** Pictures of mail: each is shown once, and those of other servers when asked for. */
patch(Message.prototype, {
    setup() {
        this.pictures = useState({areAskedFor: false});
        super.setup();
    },

    get isOfTicket() {
        return this.message.thread?.model === "helpdesk.ticket";
    },

    /** The files that are not pictures in the text. */
    get listedAttachments() {
        const files = this.message.attachment_ids.map((file) => file);
        if (!this.isOfTicket) {
            return files;
        }
        const body = String(this.message.body || "");
        return files.filter(
            (file) => !body.includes(`/web/image/${file.id}?access_token=`),
        );
    },

    get showsPictures() {
        return (
            this.pictures.areAskedFor || Boolean(this.message.mailbox_shows_pictures)
        );
    },

    get hasBlockedPictures() {
        return this.isOfTicket && !this.showsPictures && hasBlocked(this.message.body);
    },

    get maySeePictures() {
        return this.store.self.main_user_id?.share === false;
    },

    prepareMessageBody(body) {
        super.prepareMessageBody(body);
        if (body && this.isOfTicket && this.showsPictures) {
            showPictures(body);
        }
    },

    async onClickShowPictures() {
        this.pictures.areAskedFor = true;
        for (const body of [this.shadowRoot, this.messageBody.el]) {
            if (body) {
                showPictures(body);
            }
        }
        await this.env.services.orm.call("mail.message", "mailbox_show_pictures", [
            [this.message.id],
        ]);
    },
});

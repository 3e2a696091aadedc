import {Message} from "@mail/core/common/message_model";
import {parseEmail} from "@mail/utils/common/format";
import {patch} from "@web/core/utils/patch";

/** Who wrote a message is shown by name; the address is in the tooltip. */
patch(Message.prototype, {
    get authorName() {
        return this.mailbox_sender_name || super.authorName;
    },

    get mailboxAuthorAddress() {
        const isOfTicket = this.thread?.model === "helpdesk.ticket";
        return (isOfTicket && parseEmail(this.email_from)?.[1]) || undefined;
    },
});

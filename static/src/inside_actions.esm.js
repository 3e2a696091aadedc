import {Message} from "@mail/core/common/message_model";
import {patch} from "@web/core/utils/patch";

/** A note of a ticket stays inside: Odoo would offer to forward it to anybody. */
patch(Message.prototype, {
    canForward(thread) {
        const isInside = thread?.model === "helpdesk.ticket" && this.isNote;
        return !isInside && super.canForward(thread);
    },
});

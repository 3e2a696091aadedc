import {Message} from "@mail/core/common/message";
import {Notification} from "@mail/core/common/notification_model";
import {patch} from "@web/core/utils/patch";

/** The popover of an answer's envelope names the reason, where a bounce told it. */
patch(Notification.prototype, {
    get failureMessage() {
        return this.bounce_sentence || super.failureMessage;
    },
});

patch(Message.prototype, {
    /**
     * What became of an answer, a sentence for each recipient it did not reach; but for
     * what stands above the history of the ticket.
     */
    get bounceSentences() {
        return this.message.notification_ids
            .filter((one) => !(this.env.inChatter && one.is_told_by_ticket))
            .map((one) => one.bounce_sentence)
            .filter(Boolean);
    },
});

import {Composer} from "@mail/core/common/composer";
import {patch} from "@web/core/utils/patch";
import {user} from "@web/core/user";

const RECIPIENTS = ["suggestedRecipients", "additionalRecipients"];

/**
 * Of a ticket's recipients Odoo's own window takes contacts only: it makes contacts of
 * the others, and drops those of who may not create any. They are handed on as they are.
 */
patch(Composer.prototype, {
    async onClickFullComposer(ev) {
        const {thread} = this;
        const isAnswer =
            thread?.model === "helpdesk.ticket" && this.props.type !== "note";
        if (!isAnswer || (await user.hasGroup("base.group_partner_manager"))) {
            return super.onClickFullComposer(ev);
        }
        const all = RECIPIENTS.map((name) => [...thread[name]]);
        const others = all.flat().filter((one) => !one.partner_id && one.email);
        this.mailboxEmailTo = others.map((one) => one.email).join(", ");
        RECIPIENTS.forEach((name, index) => {
            thread[name] = all[index].filter((one) => one.partner_id);
        });
        try {
            return await super.onClickFullComposer(ev);
        } finally {
            RECIPIENTS.forEach((name, index) => {
                thread[name] = all[index];
            });
            this.mailboxEmailTo = "";
        }
    },

    get fullComposerAdditionalContext() {
        const context = super.fullComposerAdditionalContext;
        if (!this.mailboxEmailTo) {
            return context;
        }
        return {...context, default_mailbox_email_to: this.mailboxEmailTo};
    },
});

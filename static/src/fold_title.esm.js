import {Message} from "@mail/core/common/message";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

const FOLDED = "[data-o-mail-quote]";

/** The title of a fold by what the add-on knows of it; "" for folds of Odoo's own. */
function foldTitle(button) {
    const classes = new Set();
    let next = button.nextElementSibling;
    while (next && (next.matches(FOLDED) || next.nodeName === "BR")) {
        next.classList.forEach((name) => classes.add(name));
        next = next.nextElementSibling;
    }
    const isSignature = classes.has("o_mailbox_signature");
    const isQuotation = classes.has("o_mailbox_quotation");
    if (isSignature && isQuotation) {
        return _t("Signature and earlier messages");
    }
    if (isSignature) {
        return _t("Signature");
    }
    return isQuotation ? _t("Earlier messages") : "";
}

/** A fold of a mail says what is in it. */
patch(Message.prototype, {
    prepareMessageBody(body) {
        super.prepareMessageBody(body);
        for (const button of body?.querySelectorAll(".o-mail-ellipsis") || []) {
            const title = foldTitle(button);
            if (title) {
                button.append(` ${title}`);
            }
        }
    },
});

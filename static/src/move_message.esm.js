import {_t} from "@web/core/l10n/translation";
import {registerMessageAction} from "@mail/core/common/message_actions";
import {user} from "@web/core/user";

const MOVABLE = ["email", "comment", "email_outgoing", "auto_comment"];
let isHelpdeskUser = false;
user.hasGroup("helpdesk_mgmt.group_helpdesk_user_own").then((has) => {
    isHelpdeskUser = has;
});

function register(id, mode, name, icon, sequence) {
    registerMessageAction(id, {
        condition: ({message, thread}) =>
            isHelpdeskUser &&
            thread?.model === "helpdesk.ticket" &&
            MOVABLE.includes(message.message_type),
        icon,
        name,
        onSelected: ({message, owner, thread}) =>
            owner.env.services.action.doAction(
                "helpdesk_mgmt_mailbox.ticket_move_action",
                {
                    additionalContext: {
                        default_mode: mode,
                        default_source_id: thread.id,
                        default_message_ids: [message.id],
                    },
                },
            ),
        sequence,
    });
}

register(
    "move-to-case",
    "move",
    _t("Move to Another Ticket"),
    "fa fa-share-square-o",
    75,
);
register("split-case", "split", _t("Split into a New Ticket"), "fa fa-code-fork", 76);

import {reactive, useState} from "@odoo/owl";
import {NavBar} from "@web/webclient/navbar/navbar";
import {patch} from "@web/core/utils/patch";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

const HELPDESK = "helpdesk_mgmt.helpdesk_ticket_main_menu";
const SECONDS = 5;

/**
 * How many messages need a person, by the XML id of the menu that lists them; asked
 * for while Helpdesk is shown, after what a person does there.
 */
export const menuCountsService = {
    dependencies: ["menu", "orm"],

    start(env, {menu, orm}) {
        const counts = reactive({});
        let asked = 0;
        const ask = async () => {
            const isHelpdesk = menu.getCurrentApp()?.xmlid === HELPDESK;
            if (!isHelpdesk || Date.now() - asked < SECONDS * 1000) {
                return;
            }
            asked = Date.now();
            try {
                Object.assign(
                    counts,
                    await orm.silent.call("fetchmail.server", "get_menu_counts", []),
                );
            } catch {
                // Menus work without counts; the next click asks again.
            }
        };
        for (const event of ["MENUS:APP-CHANGED", "ACTION_MANAGER:UI-UPDATED"]) {
            env.bus.addEventListener(event, ask);
        }
        return counts;
    },
};

registry.category("services").add("mailbox_menu_counts", menuCountsService);

patch(NavBar.prototype, {
    setup() {
        super.setup();
        this.mailboxCounts = useState(useService("mailbox_menu_counts"));
    },

    /** The count of a menu item, or of all items below a section. */
    mailboxCountOf(item) {
        const below = (item.childrenTree || []).map((each) =>
            this.mailboxCountOf(each),
        );
        const own = this.mailboxCounts[item.xmlid] || 0;
        return below.reduce((total, each) => total + each, own);
    },
});

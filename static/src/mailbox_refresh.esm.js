import {Component, onWillUnmount, xml} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const SECONDS = 3;

/**
 * Reloads the mailbox while its existing mail is being filed or its test message is on
 * its way, so that a person can watch; never while the person is changing something.
 */
export class MailboxRefresh extends Component {
    static template = xml`<span class="d-none" />`;
    static props = {...standardWidgetProps};

    setup() {
        this.timer = setInterval(() => this.refresh(), SECONDS * 1000);
        onWillUnmount(() => clearInterval(this.timer));
    }

    async refresh() {
        const {record} = this.props;
        const {import_running: imports, test_message_state: test} = record.data;
        if (this.busy || !record.resId || !(imports || test === "way")) {
            return;
        }
        this.busy = true;
        try {
            if (!(await record.isDirty())) {
                await record.load();
            }
        } finally {
            this.busy = false;
        }
    }
}

registry.category("view_widgets").add("mailbox_refresh", {
    component: MailboxRefresh,
    fieldDependencies: [
        {name: "import_running", type: "boolean"},
        {name: "test_message_state", type: "selection", selection: []},
    ],
});

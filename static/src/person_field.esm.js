import {Component, xml} from "@odoo/owl";
import {parseEmail} from "@mail/utils/common/format";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** "Grace Hopper <grace@customer.example>" as her name, the address in the tooltip. */
export class PersonField extends Component {
    static template = xml`<span t-att-title="address" t-esc="name" />`;
    static props = {...standardFieldProps};

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get name() {
        return parseEmail(this.value)?.[0] || this.value;
    }

    get address() {
        return parseEmail(this.value)?.[1] || undefined;
    }
}

registry.category("fields").add("mailbox_person", {
    component: PersonField,
    supportedTypes: ["char"],
});

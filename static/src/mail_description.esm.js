import {HtmlField, htmlField} from "@html_editor/fields/html_field";
import {hasBlocked, hidePictures, showPictures} from "./remote_pictures.esm";
import {markup, useState} from "@odoo/owl";
import {Plugin} from "@html_editor/plugin";
import {registry} from "@web/core/registry";

/** What is saved loads nothing, whatever is shown while it is edited. */
class MailPicturesPlugin extends Plugin {
    static id = "mailPictures";
    resources = {
        clean_for_save_handlers: ({root}) => hidePictures(root),
    };
}

/** The description of a ticket: pictures of other servers are shown when asked for. */
export class MailDescription extends HtmlField {
    static template = "helpdesk_mgmt_mailbox.MailDescription";

    setup() {
        super.setup();
        this.pictures = useState({askedFor: false});
    }

    get record() {
        return this.props.record;
    }

    get showsPictures() {
        return (
            Boolean(this.record.data.mailbox_shows_pictures) ||
            (this.pictures.askedFor && this.pictures.askedFor === this.record.resId)
        );
    }

    get hasBlockedPictures() {
        return !this.showsPictures && hasBlocked(this.record.data[this.props.name]);
    }

    /** The editor begins anew with the pictures. */
    get wysiwygKey() {
        return `${super.wysiwygKey}_${this.showsPictures}`;
    }

    getConfig() {
        const config = super.getConfig();
        config.content = this.withPictures(config.content);
        config.Plugins.push(MailPicturesPlugin);
        return config;
    }

    getReadonlyConfig() {
        const config = super.getReadonlyConfig();
        config.value = this.withPictures(config.value);
        return config;
    }

    withPictures(html) {
        if (!this.showsPictures || !hasBlocked(html)) {
            return html;
        }
        // A document of its own loads nothing.
        const page = new DOMParser().parseFromString(String(html), "text/html");
        showPictures(page.body);
        return markup(page.body.innerHTML);
    }

    async onClickShowPictures() {
        await this.commitChanges();
        this.pictures.askedFor = this.record.resId;
        await this.ormService.call(this.record.resModel, "mailbox_show_pictures", [
            [this.record.resId],
        ]);
    }
}

registry.category("fields").add("mailbox_description", {
    ...htmlField,
    component: MailDescription,
    additionalClasses: ["o_field_html"],
});

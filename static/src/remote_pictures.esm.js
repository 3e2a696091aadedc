/** The attribute that has the address of a picture which is not loaded. */
export const BLOCKED = "data-original-src";

/** Whether a text of HTML has pictures that are not loaded. */
export function hasBlocked(html) {
    return String(html || "").includes(`${BLOCKED}="http`);
}

/** Load the pictures of other servers in an element. */
export function showPictures(body) {
    for (const picture of body.querySelectorAll(`img[${BLOCKED}^="http" i]`)) {
        picture.referrerPolicy = "no-referrer";
        picture.src = picture.getAttribute(BLOCKED);
    }
}

/** Take out again what `showPictures` has put in. */
export function hidePictures(body) {
    for (const picture of body.querySelectorAll(`img[${BLOCKED}]`)) {
        if (picture.getAttribute("src") === picture.getAttribute(BLOCKED)) {
            picture.removeAttribute("src");
            picture.removeAttribute("referrerpolicy");
        }
    }
}

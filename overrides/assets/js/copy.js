/** Copying text: by the clipboard where it is allowed, else by selecting it. */

/** Select the text of an element, so that it can be copied by hand. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/**
 * Copy the text of an element; the selection stays when neither way of copying works.
 * @param {HTMLElement} element
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    select(element); // no permission, or a page that came without https
  }
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

/**
 * Let the browser save a text as a file, or hand it to whoever opens such files.
 * @param {string} text
 * @param {string} name of the file
 * @param {string} type its media type
 */
export function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

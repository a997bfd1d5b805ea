/**
 * Different writings of the same words made equal, as hooks/campaign/search/folding.py does for the index:
 * width, case, traditional characters, article numbers; the marks that readers don't type go, others part phrases.
 */

const JOINERS = new Set("《》〈〉“”‘’\"'()「」『』·- \u3000\u00a0\t");
const ALIKE = { 著: "着", 覆: "复" };
const LETTER = /[\p{L}\p{N}]/u;
const NUMBERED = /第([〇零一二三四五六七八九十百千]+)(?=[条章节款项])/g;
const DIGITS = "零一二三四五六七八九";
const UNITS = { 十: 10, 百: 100, 千: 1000 };

/** What Chinese numerals count. */
function counted(text) {
  let total = 0;
  let digit = 0;
  for (const sign of text.replace(/〇/g, "零")) {
    if (UNITS[sign]) {
      total += (digit || 1) * UNITS[sign];
      digit = 0;
    } else digit = DIGITS.indexOf(sign);
  }
  return total + digit;
}

/** Write 第十条 as 第10条, keeping where each character came from. */
function numbered(text, at) {
  let folded = "";
  const places = [];
  let done = 0;
  for (const found of text.matchAll(NUMBERED)) {
    const number = counted(found[1]);
    const start = found.index + 1;
    folded += text.slice(done, start) + (number || found[1]);
    places.push(...at.slice(done, start));
    while (places.length < folded.length) places.push(at[start]);
    done = start + found[1].length;
  }
  places.push(...at.slice(done));
  return { text: folded + text.slice(done), at: places };
}

/**
 * @param {string} written
 * @param {Map<string, string>} simplified traditional → simplified character
 * @returns {{text: string, at: number[]}} the folded text, and for each of its characters the place in `written`
 */
export function fold(written, simplified) {
  let text = "";
  const at = [];
  let place = 0;
  for (const char of written) {
    for (const one of char.normalize("NFKC").toLowerCase()) {
      if (JOINERS.has(one)) continue;
      const letter = one.length === 1 && LETTER.test(one);
      if (!letter && (!text || text.endsWith(" "))) continue;
      text += letter ? simplified.get(one) || ALIKE[one] || one : " ";
      at.push(place);
    }
    place += char.length;
  }
  return numbered(text, at);
}

/** The words of a query: what spaces and marks part. */
export function wordsOf(query, simplified) {
  const folded = query.split(/\s+/).map((word) => fold(word, simplified).text);
  return [...new Set(folded.join(" ").split(" ").filter(Boolean))].slice(0, 8).map((word) => word.slice(0, 40));
}

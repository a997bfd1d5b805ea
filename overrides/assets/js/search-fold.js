/**
 * Different writings of the same words made equal, as hooks/campaign/search/folding.py does for the index:
 * width, case, traditional characters, article numbers, dates; the marks that readers don't type go, others part phrases.
 */

const JOINERS = new Set("《》〈〉“”‘’\"'()「」『』·- \u3000\u00a0\t");
const ALIKE = { 著: "着", 覆: "复" };
const LETTER = /[\p{L}\p{N}]/u;
/** What is written in figures instead, each pattern ending with it: 第十条, 六月, 月八日, 月8号. */
const REWRITTEN = [
  [/第([〇零一二三四五六七八九十百千]+)(?=[条章节款项])/g, counted],
  [/(十[一二]?|[一二三四五六七八九])(?=月)/g, counted],
  [/月([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号])/g, counted],
  [/月[0-9]{1,2}(号)/g, () => "日"],
];
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

/** Write what a pattern finds another way, keeping where each character came from. */
function rewritten({ text, at }, [pattern, write]) {
  let folded = "";
  const places = [];
  let done = 0;
  for (const found of text.matchAll(pattern)) {
    const start = found.index + found[0].length - found[1].length;
    folded += text.slice(done, start) + (write(found[1]) || found[1]);
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
  return REWRITTEN.reduce(rewritten, { text, at });
}

/** What readers leave out: 6/8 is 6月8日, 刑法219条 is 刑法第219条. */
function completed(query) {
  const date = query.trim().match(/^0?(\d{1,2})[/.]0?(\d{1,2})$/);
  if (date && date[1] >= 1 && date[1] <= 12 && date[2] >= 1 && date[2] <= 31) return `${+date[1]}月${+date[2]}日`;
  return query.replace(/([法例定则則释釋]\s*)(?=[\d〇零一二三四五六七八九十百千]+\s*[条條])/g, "$1第");
}

/** The words of a query: what spaces and marks part. A single Latin letter or digit stands on nearly every page and is none. */
export function wordsOf(query, simplified) {
  const folded = completed(query.normalize("NFKC")).split(/\s+/).map((word) => fold(word, simplified).text);
  const words = [...new Set(folded.join(" ").split(" ").filter(Boolean))].slice(0, 8).map((word) => word.slice(0, 40));
  return words.length === 1 && /^[a-z0-9]$/.test(words[0]) ? [] : words;
}

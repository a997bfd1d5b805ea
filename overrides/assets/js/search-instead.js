/** What a query that finds nothing may have meant: an article that a law's page doesn't show, other words for the same thing. */

import { ROOT } from "./mine.js";
import { search } from "./search-find.js";
import { instead } from "./search-index.js";
import { element } from "./search-view.js";

const CITED = /^(.+?)(第(\d+)条(?:之([一二三四五六七八九]))?)/;
const ADDED = "一二三四五六七八九";

/** Why the article isn't found, as a link and what stands around it. */
function article({ url, title, numbers, count }, written, no) {
  const link = (text, anchor = "") => {
    const made = element("a", "", text);
    made.href = new URL(url + anchor, ROOT).href;
    return made;
  };
  if (numbers.includes(no)) return element("li", "", "条文不分款、项来找：", link(`《${title}》${written}`, `#a${no}`));
  const none = count && parseInt(no, 10) > count ? `一共只有 ${count} 条，没有${written}：` : `在本站没有收${written}，全文看这一页上的官方链接：`;
  return element("li", "", "这部法", none, link(`《${title}》`));
}

/** The laws that a query cites: 劳动合同法第二十六条. */
function cited(words, laws) {
  const found = words.join("").match(CITED);
  if (!found) return [];
  const [, name, written, number, added] = found;
  const no = number + (added ? `-${ADDED.indexOf(added) + 1}` : "");
  return laws.filter((law) => law.names.includes(name)).map((law) => article(law, written, no));
}

/** The query with other words that do find something: 检举 → 举报. */
async function reworded(words, pairs) {
  const asked = words.join(" ");
  const tries = pairs.filter(([other]) => asked.includes(other)).map(([other, word]) => asked.replace(other, word));
  const found = await Promise.all([...new Set(tries)].map(async (text) => ((await search(text, {}, 1)).page.results.length ? text : "")));
  return found.filter(Boolean);
}

/**
 * @param {string[]} words of the query, folded
 * @param {(text: string) => Element} chip makes a button that searches for a text
 * @returns {Promise<Element[]>} items for the list of ways on
 */
export async function ways(words, chip) {
  const { laws, words: pairs } = await instead();
  const others = (await reworded(words, pairs)).map(chip);
  return [...cited(words, laws), ...(others.length ? [element("li", "", "换个说法：", ...others)] : [])];
}

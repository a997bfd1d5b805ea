/** From a query to pages in their order, and from a page to the place that shows why it was found. */

import { now } from "./now.js";
import { fold, wordsOf } from "./search-fold.js";
import { asking, open, postings, section, simplified } from "./search-index.js";

/** What a word is worth in lists, text, facts and headings, the title, a name; CALLED where it asks for that very name. */
const WORTH = [1, 4, 7, 16, 16];
const [TITLE, NAME] = [3, 4];
const CALLED = 60;
const MORE = 64; // a further word counts more than any level
const ARTICLE = /.{0,2}第\d+条/;
const OVER = 0.6; // what is over comes after what is to come, unless it fits much better
const SHORT = 8; // up to here every pair of a word is asked for, beyond it every second one

const table = new Map(); // of traditional characters, as far as they were needed

/** The pairs of a word from `from` to `to`, each with what follows it; what they let through by mistake is refused when the text is read. */
function pairs(word, from = 0, to = word.length) {
  const starts = Array.from({ length: Math.max(0, to - from - 1) }, (_, start) => from + start);
  const wanted = starts.filter((start) => to - from <= SHORT || (start - from) % 2 === 0 || start === to - 2);
  return wanted.map((start) => [word.slice(start, start + 2), word[start + 2]]);
}

/** What to ask the index for: an article's number as a whole, the rest in pairs. */
function terms(word) {
  const article = word.match(ARTICLE);
  if (!article) return word.length === 1 ? [[word]] : pairs(word);
  const last = article.index + article[0].length - 1;
  return [...pairs(word, 0, article.index + 1), [article[0]], ...pairs(word, last)];
}

/** Sections in which all pairs of a word stand, each with the lowest level of a pair. */
async function sectionsOf(word) {
  const lists = await Promise.all(terms(word).map((term) => postings(...term)));
  if (lists.some((list) => !list)) return null;
  const [first, ...others] = lists.sort((a, b) => a.size - b.size);
  const found = new Map();
  for (const [number, level] of first) {
    const levels = others.map((list) => list.get(number));
    if (!levels.includes(undefined)) found.set(number, Math.min(level, ...levels));
  }
  return found;
}

/** Each word with its sections; a word that stands nowhere may be written in traditional characters. */
async function lookUp(query) {
  const learn = async () => (await simplified(query)).forEach(([old, plain]) => table.set(old, plain));
  if ((await open()).traditional) await learn();
  const words = wordsOf(query, table);
  const found = await Promise.all(words.map(sectionsOf));
  if (found.includes(null)) {
    await learn();
    if (wordsOf(query, table).join(" ") !== words.join(" ")) return lookUp(query);
  }
  return words.map((word, place) => ({ word, sections: found[place] || new Map() }));
}

/** Page → the sections of one word in it. */
function byPage(sections, pageOf) {
  const pages = new Map();
  for (const [number, level] of sections) {
    const page = pageOf[number];
    if (!pages.has(page)) pages.set(page, []);
    pages.get(page).push({ number, level });
  }
  return pages;
}

/**
 * Best first: sections with most of the words, so that few must be read; then by level, where the name of an article
 * counts only if one is asked for. The same order for each word.
 */
function order(hits, words) {
  const sums = new Map();
  for (const [at, word] of hits.entries()) {
    const most = ARTICLE.test(words[at]) ? NAME : TITLE;
    for (const { number, level } of word) sums.set(number, (sums.get(number) || 0) + MORE + Math.min(level, most));
  }
  for (const word of hits) word.sort((a, b) => sums.get(b.number) - sums.get(a.number) || a.number - b.number);
}

/** What a word's places in a page are worth: the best one, and a little for each further one. */
function worth(word, hits) {
  const level = Math.max(...hits.map((hit) => hit.level));
  if (level === NAME && (ARTICLE.test(word) || kind(word[0]) === "letter")) return CALLED;
  return WORTH[level] + Math.min(hits.length - 1, 3) * 0.5;
}

/**
 * @param {string} query
 * @param {{group?: string, time?: "" | "coming" | "past"}} [chosen]
 * @returns {Promise<{version: string, words: string[], pages: {page: number, hits: object[][]}[], groups: Map<string, number>}>}
 * candidates in their order, and how many there are in each group whatever group was chosen
 */
export async function find(query, { group = "", time = "" } = {}) {
  const [found, { version, pageOf, groupOf, groups, until }] = [await lookUp(query), await open()];
  const counts = new Map();
  const moment = now();
  const pages = [];
  const [first, ...others] = found.map(({ sections }) => byPage(sections, pageOf));
  const rarity = found.map(({ sections }) => Math.log(1 + pageOf.length / (sections.size + 1)));
  for (const page of first ? first.keys() : []) {
    const hits = [first, ...others].map((word) => word.get(page));
    if (hits.includes(undefined)) continue;
    const over = until[page] > 0 && until[page] <= moment;
    if (time && (until[page] === 0 || over !== (time === "past"))) continue;
    const name = groups[groupOf[page]];
    counts.set(name, (counts.get(name) || 0) + 1);
    if (group && name !== group) continue;
    const score = hits.reduce((sum, word, at) => sum + rarity[at] * worth(found[at].word, word), 0);
    pages.push({ page, hits, group: name, over, score: score * (over ? OVER : 1) });
  }
  pages.sort((a, b) => b.score - a.score || a.page - b.page);
  return { version, words: found.map(({ word }) => word), pages, groups: counts };
}

const kind = (char) => (/[0-9]/.test(char) ? "digit" : /[a-z]/.test(char) ? "letter" : "");

/** Where a word stands next in a folded text, or -1: digits and Latin letters only where theirs begin, so that 2月1日 is not in 12月1日. */
function standing({ text, at }, word, from = 0) {
  const inside = (place) => place > 0 && kind(word[0]) && kind(text[place - 1]) === kind(word[0]) && at[place] - at[place - 1] < 2;
  let place = text.indexOf(word, from);
  while (inside(place)) place = text.indexOf(word, place + 1);
  return place;
}

const stands = (text, word) => standing(fold(text, table), word) >= 0;

function has(one, word) {
  return one.initials.includes(word) || [one.title, one.when, one.place, one.heading, one.text, one.names].some((text) => stands(text, word));
}

/** Whether a word is known to stand where its pairs do: a pair of Chinese characters has nothing to be checked. */
const certain = (word) => word.length <= 2 && !kind(word[0]);

/** The first of a word's sections that really has it, or null. */
async function proof(word, hits) {
  for (const { number } of hits) {
    const one = await section(number);
    if (has(one, word)) return one;
  }
  return null;
}

/**
 * Read a candidate's page.
 * @returns {Promise<object | null>} of its sections the one to show, in whose text most words stand; null where a
 * word doesn't stand after all
 */
async function proven(candidate, words) {
  order(candidate.hits, words);
  const checks = candidate.hits.map((hits, at) => [words[at], hits]).filter(([word]) => !certain(word));
  const proofs = await Promise.all(checks.length ? checks.map((one) => proof(...one)) : [section(candidate.hits[0][0].number)]);
  if (proofs.includes(null)) return null;
  const stand = (one) => words.filter((word) => stands(one.text, word)).length;
  const best = proofs.reduce((found, one) => (stand(one) > stand(found) ? one : found));
  return { ...best, group: candidate.group, over: candidate.over };
}

/** Read candidates from `start` until `count` are proven; `next` is where to go on. */
export async function read({ version, pages, words }, start, count) {
  if ((await open()).version !== version) throw new Error("published anew");
  const results = [];
  let next = start;
  while (results.length < count && next < pages.length) {
    const batch = pages.slice(next, next + count - results.length);
    const found = await Promise.all(batch.map((one) => proven(one, words)));
    results.push(...found.filter(Boolean));
    next += batch.length;
  }
  return { results, next };
}

/** Find and read the first `count`: the table of contents, all that was found, and what was read. */
export function search(query, chosen, count) {
  return asking(async () => {
    const [table, found] = [await open(), await find(query, chosen)];
    return { table, found, page: await read(found, 0, count) };
  });
}

/** The parts of a text where a word stands: [from, to] in `text`, in order, without overlap. */
export function marks(text, words) {
  const folded = fold(text, table);
  const found = [];
  for (const word of words) {
    for (let at = standing(folded, word); at >= 0; at = standing(folded, word, at + word.length)) {
      found.push([folded.at[at], folded.at[at + word.length - 1] + 1]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return found.filter(([from], place) => place === 0 || from >= found[place - 1][1]);
}

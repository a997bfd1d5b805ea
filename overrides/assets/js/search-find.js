/** From a query to pages in their order, and from a page to the place that shows why it was found. */

import { now } from "./now.js";
import { fold, wordsOf } from "./search-fold.js";
import { open, postings, section, simplified } from "./search-index.js";

/** What a word is worth in lists, text, facts and headings, the title. */
const WORTH = [1, 4, 7, 16];
const OVER = 0.6; // what is over comes after what is to come, unless it fits much better
const SHORT = 8; // up to here every pair of a word is asked for, beyond it every second one

let table = null; // of traditional characters, once it was needed

/** The pairs to ask for; what they let through by mistake is refused when the text is read. */
function terms(word) {
  if (word.length === 1) return [word];
  const starts = Array.from({ length: word.length - 1 }, (_, start) => start);
  return starts.filter((start) => word.length <= SHORT || start % 2 === 0 || start === word.length - 2).map((start) => word.slice(start, start + 2));
}

/** Sections in which all pairs of a word stand, each with the lowest level of a pair. */
async function sectionsOf(word) {
  const lists = await Promise.all(terms(word).map(postings));
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
  if ((await open()).traditional && !table) table = await simplified();
  const words = wordsOf(query, table || undefined);
  const found = await Promise.all(words.map(sectionsOf));
  if (found.includes(null) && !table) {
    table = await simplified();
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

/** Best first: sections with most of the words, so that few must be read; then by level. */
function order(hits) {
  const words = new Map();
  for (const { number } of hits.flat()) words.set(number, (words.get(number) || 0) + 1);
  for (const word of hits) word.sort((a, b) => words.get(b.number) - words.get(a.number) || b.level - a.level || a.number - b.number);
}

/**
 * @param {string} query
 * @param {{group?: string, time?: "" | "coming" | "past"}} [chosen]
 * @returns {Promise<{words: string[], pages: {page: number, hits: object[][]}[], groups: Map<string, number>}>}
 * candidates in their order, and how many there are in each group whatever group was chosen
 */
export async function find(query, { group = "", time = "" } = {}) {
  const [found, { pageOf, groupOf, groups, until }] = [await lookUp(query), await open()];
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
    const worth = hits.map((word, at) => rarity[at] * (WORTH[Math.max(...word.map((hit) => hit.level))] + Math.min(word.length - 1, 3) * 0.5));
    pages.push({ page, hits, group: name, over, score: worth.reduce((sum, one) => sum + one, 0) * (over ? OVER : 1) });
  }
  pages.sort((a, b) => b.score - a.score || a.page - b.page);
  return { words: found.map(({ word }) => word), pages, groups: counts };
}

const has = (one, word) => [one.title, one.initials, one.place, one.heading, one.text].some((text) => fold(text, table || undefined).text.includes(word));

/** The first of a word's sections that really has it, or null; a single pair has nothing to be checked. */
async function proof(word, hits) {
  if (word.length <= 2) return section(hits[0].number);
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
  order(candidate.hits);
  const proofs = await Promise.all(words.map((word, at) => proof(word, candidate.hits[at])));
  if (proofs.includes(null)) return null;
  const stand = (one) => words.filter((word) => fold(one.text, table || undefined).text.includes(word)).length;
  const best = proofs.reduce((found, one) => (stand(one) > stand(found) ? one : found));
  return { ...best, group: candidate.group, over: candidate.over };
}

/** Read candidates from `start` until `count` are proven; `next` is where to go on. */
export async function read({ pages, words }, start, count) {
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

/** The parts of a text where a word stands: [from, to] in `text`, in order, without overlap. */
export function marks(text, words) {
  const folded = fold(text, table || undefined);
  const found = [];
  for (const word of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      found.push([folded.at[at], folded.at[at + word.length - 1] + 1]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return found.filter(([from], place) => place === 0 || from >= found[place - 1][1]);
}

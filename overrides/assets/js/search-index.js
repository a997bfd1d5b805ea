/**
 * The files of the index: a table of contents, then only what a query and its shown results need.
 * Written by hooks/campaign/search/files.py, which says what they look like.
 */

const FOLDER = new URL("../search/", import.meta.url);
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...ALPHABET].map((char, value) => [char, value]));
const LEVELS = 5;
const FOLLOWING = 8;
const TABLES = 16;

const files = new Map();
let opening = null;

async function json(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

/** Base64 digits of five bits, the sixth says that more follow. */
function numbers(text) {
  const found = [];
  let number = 0;
  let shift = 0;
  for (const char of text) {
    const digit = VALUES.get(char);
    number += (digit % 32) * 2 ** shift;
    if (digit >= 32) shift += 5;
    else {
      found.push(number);
      number = shift = 0;
    }
  }
  return found;
}

/** For sizes [2, 3]: the owner of each member, [0, 0, 1, 1, 1]. */
const owners = (sizes) => sizes.flatMap((size, owner) => new Array(size).fill(owner));

function understood(table) {
  const [base, ends] = table.until;
  const blocks = numbers(table.blocks);
  let first = 0;
  return {
    ...table,
    groups: table.groups.map(([name]) => name),
    groupOf: owners(table.groups.map(([, size]) => size)),
    pageOf: owners(numbers(table.sections)),
    blockOf: owners(blocks),
    firstOf: blocks.map((size) => (first += size) - size),
    until: numbers(ends).map((hours) => (hours ? (base + (hours - 1) * 60) * 60000 : 0)),
  };
}

/** The table of contents, asked for once. */
export function open() {
  if (!opening) opening = json(new URL("index.json", FOLDER), { cache: "no-cache" }).then(understood);
  return opening;
}

/** Forget everything. */
function forget() {
  opening = null;
  files.clear();
}

/**
 * Do `work` with the index; what fails is done once more with everything asked for anew, because the site may have
 * been published since the page was opened, and the files of the old index are gone then.
 */
export async function asking(work) {
  try {
    return await work();
  } catch {
    forget();
  }
  try {
    return await work();
  } catch (away) {
    forget();
    throw away;
  }
}

async function file(name) {
  const { version } = await open();
  if (!files.has(name)) files.set(name, json(new URL(`${version}/${name}.json`, FOLDER)));
  return files.get(name);
}

/**
 * @param {string} term one or two folded characters, or the number of an article
 * @param {string} [next] what must follow a pair; one of eight groups of signs is told
 * @returns {Promise<Map<number, number> | null>} section → highest level at which it stands there, null when nowhere
 */
export async function postings(term, next) {
  const table = await open();
  const [kind, shards] = term.length === 1 ? ["c", table.singles] : ["p", table.pairs];
  const codes = [...term].map((char) => char.charCodeAt(0));
  const inner = codes.slice(1, -1).reduce((sum, code) => sum + code, 0);
  const shard = (codes[0] * 31 + codes[codes.length - 1] * 6 + inner) % shards;
  const written = (await file(`${kind}${shard}`))[term];
  if (!written) return null;
  const group = next ? `${next.charCodeAt(0) % FOLLOWING}` : "";
  const found = new Map();
  for (const list of term.length === 2 ? written.slice(1).split(".") : [`0${written}`]) {
    if (term.length === 2 && !list.startsWith(group)) continue;
    let posting = 0;
    for (const step of numbers(list.slice(1))) {
      posting += step;
      const [place, level] = [Math.floor(posting / LEVELS), posting % LEVELS];
      found.set(place, Math.max(level, found.get(place) || 0));
    }
  }
  return found;
}

/** What a section says, and of which page it is. */
export async function section(number) {
  const { blockOf, firstOf } = await open();
  const block = await file(`t${blockOf[number]}`);
  const [[page], anchor, heading, text, names = ""] = block[number - firstOf[blockOf[number]]];
  const [, url, title, initials, when, place] = block.find(([head]) => head[0] === page)[0];
  return { page, url, title, initials, when, place, anchor, heading, text, names, number };
}

/** Words and laws for a query that finds nothing. */
export const instead = () => file("w");

/** Traditional and simplified characters, as many as `query` needs; all of them where the site's own text has some. */
export async function simplified(query) {
  const every = Array.from({ length: TABLES }, (_, number) => number);
  const own = [...query].map((char) => char.codePointAt(0) % TABLES);
  const wanted = (await open()).traditional ? every : [...new Set(own)];
  const pairs = [...(await Promise.all(wanted.map((number) => file(`s${number}`)))).join("")];
  return pairs.flatMap((char, place) => (place % 2 ? [] : [[char, pairs[place + 1]]]));
}

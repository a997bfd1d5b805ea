/**
 * Answers as a text, for a file or for this browser's memory. What comes back may be anything:
 * only answers that the page itself offers are taken from it, the rest is counted or refused.
 */

const FORMAT = "fuwuyue-selfcheck";
const VERSION = 1;
const LONGEST = 100000; // characters; a sheet with every answer has about two thousand

const FOREIGN = "这不是自测的文件，读不了。请选以前“存成文件”得到的“自测-日期.json”。";

/** Why a file can't be used, in words for the reader. */
export class Refused extends Error {}

const own = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
const isPlain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {{id: string}} marking
 * @param {Map<string, string>} answers
 * @param {string} day YYYY-MM-DD
 */
export function pack(marking, answers, day) {
  const content = { format: FORMAT, version: VERSION, check: marking.id, saved: day, answers: Object.fromEntries(answers) };
  return `${JSON.stringify(content, null, 1)}\n`;
}

function parsed(text) {
  if (text.length > LONGEST) throw new Refused(FOREIGN);
  let content = null;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Refused(FOREIGN);
  }
  if (!isPlain(content) || content.format !== FORMAT || !isPlain(content.answers)) throw new Refused(FOREIGN);
  return content;
}

/**
 * @param {string} text
 * @param {import("./selfcheck-score.js").Marking} marking
 * @returns {{answers: Map<string, string>, left: number}} and how many answers the page has no place for
 * @throws {Refused}
 */
export function unpack(text, marking) {
  const content = parsed(text);
  if (content.version !== VERSION) throw new Refused("这个文件是另一个版本的自测存的，这里读不了。请重新答一次。");
  if (content.check !== marking.id) throw new Refused("这是另一份自测的文件，这里用不上。");
  const known = new Set(marking.questions.map(({ id }) => id));
  const entries = Object.entries(content.answers);
  const answers = new Map(
    entries.filter(([id, answer]) => known.has(id) && typeof answer === "string" && own(marking.answers, answer)),
  );
  if (!answers.size) throw new Refused("文件里没有这份自测的答案。");
  return { answers, left: entries.length - answers.size };
}

/**
 * Several calendar files made one. The rules of iCalendar are the build's; this takes its files apart at
 * the components' borders and joins them again, line by line, without reading what the lines say.
 * Source: RFC 5545, 3.4 (VCALENDAR), 3.6 (components).
 */

const END = "\r\n";

/** What a calendar's head says of the format; the rest is about the one record it came with. */
const FORMAT = ["BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-TIMEZONE"];

/** The lines of a head that stay true for several records; a folded line goes the way of its beginning. */
function common(head) {
  let stays = false;
  return head.filter((line) => {
    if (!/^[ \t]/.test(line)) stays = FORMAT.includes(line.split(/[:;]/)[0]);
    return stays;
  });
}

/** The components called `name` in a file's lines, each as its lines. A folded line begins with a space, so it is no border. */
function components(lines, name) {
  const found = [];
  let start = -1;
  for (const [at, line] of lines.entries()) {
    if (line === `BEGIN:${name}`) start = at;
    if (line === `END:${name}`) found.push(lines.slice(start, at + 1));
  }
  return found;
}

/** An event without its alarms: one that asked for many events wants no bell for each. */
function quiet(event) {
  const kept = [];
  let alarm = false;
  for (const line of event) {
    if (line === "BEGIN:VALARM") alarm = true;
    if (!alarm) kept.push(line);
    if (line === "END:VALARM") alarm = false;
  }
  return kept;
}

/**
 * Join the files of single records: one head, one time zone, everybody's events.
 * @param {string[]} files at least one
 * @param {string} name of the calendar; nothing that would have to be escaped or folded
 * @returns {string}
 */
export function join(files, name) {
  const split = files.map((text) => text.split(END));
  const [first] = split;
  const head = first.slice(0, first.findIndex((line) => line.startsWith("BEGIN:") && line !== "BEGIN:VCALENDAR"));
  const named = [`NAME:${name}`, `X-WR-CALNAME:${name}`];
  const zone = components(first, "VTIMEZONE").slice(0, 1);
  const events = split.map((lines) => components(lines, "VEVENT").map(quiet));
  const parts = [common(head), named, ...zone, ...[].concat(...events), ["END:VCALENDAR", ""]];
  return parts.map((lines) => lines.join(END)).join(END);
}

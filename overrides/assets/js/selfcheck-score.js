/**
 * What answers are worth. The page says what counts (percents, weights, bands); this is the one place that counts.
 *
 * @typedef {{id: string, dimension: string, weight: number, effort: number}} Question
 * @typedef {{id: string, answers: Object<string, number|null>, bands: {from: number, name: string, says: string}[],
 *   questions: Question[]}} Marking `null` leaves the question out of the score
 * @typedef {Map<string, string>} Answers question → answer
 */

const FULL = 100;

/** Percent of what could be reached, 0–100, rounded half up; null where nothing counts. */
function percentOf(counted) {
  const reachable = counted.reduce((sum, { weight }) => sum + weight, 0);
  const reached = counted.reduce((sum, { weight, percent }) => sum + weight * percent, 0);
  return reachable ? Math.round(reached / reachable) : null;
}

/** What to mend, dearest first: weight × gap, then what is done soonest, then the order of the sheet. */
function mending(counted) {
  const gap = ({ weight, percent }) => weight * (FULL - percent);
  return counted
    .map((one, place) => ({ ...one, place }))
    .filter((one) => one.percent < FULL)
    .sort((a, b) => gap(b) - gap(a) || a.effort - b.effort || a.place - b.place);
}

/**
 * @param {Marking} marking
 * @param {Answers} answers
 * @returns {{overall: number|null, band: object|null, sides: object[], todo: object[], missing: string[]}}
 */
export function score(marking, answers) {
  const counted = marking.questions
    .filter(({ id }) => answers.has(id))
    .map((question) => ({ ...question, percent: marking.answers[answers.get(question.id)] }))
    .filter(({ percent }) => percent !== null);
  const names = [...new Set(marking.questions.map(({ dimension }) => dimension))];
  const sides = names.map((name) => {
    const own = counted.filter(({ dimension }) => dimension === name);
    return { name, percent: percentOf(own), counted: own.length, todo: mending(own).length };
  });
  const overall = percentOf(counted);
  const reached = marking.bands.filter(({ from }) => overall !== null && from <= overall);
  return {
    overall,
    band: reached.length ? reached[reached.length - 1] : null,
    sides,
    todo: mending(counted),
    missing: marking.questions.filter(({ id }) => !answers.has(id)).map(({ id }) => id),
  };
}

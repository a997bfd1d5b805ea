/** The result on the page: figures, bars, what to mend. Texts come from the questions on the page itself. */

const WIDTH = 220; // of a full bar, in units of the drawing

const said = (percent) => (percent === null ? "不计分" : `${percent} 分`);

function showSides(page, sides) {
  for (const { name, percent, counted, todo } of sides) {
    const bar = page.querySelector(`[data-bar="${name}"]`);
    bar.querySelector(".c-bars__bar").setAttribute("width", String(((percent || 0) / 100) * WIDTH));
    bar.querySelector(".c-bars__value").textContent = said(percent);
    const cells = page.querySelectorAll(`[data-row="${name}"] td`);
    [said(percent), String(counted), String(todo)].forEach((text, at) => {
      cells[at].textContent = text;
    });
  }
  const words = sides.map(({ name, percent }) => `${name} ${said(percent)}`).join("，");
  page.querySelector("[data-check-bars] title").textContent = `四面的分数：${words}`;
}

/** One entry of the list, from its question on the page: what was asked, what was answered, what to do. */
function entry(page, { id, dimension, weight, effort }, answers, efforts) {
  const asked = page.querySelector(`[data-question="${id}"]`);
  const item = page.querySelector("[data-check-row]").content.cloneNode(true).firstElementChild;
  const input = asked.querySelector(`input[value="${answers.get(id)}"]`);
  item.querySelector(".c-todo__q").textContent = asked.querySelector("[data-q]").textContent;
  const facts = [dimension, input.parentElement.textContent.trim(), `分值 ${weight}`, efforts[effort]];
  item.querySelector(".c-todo__meta").textContent = facts.join(" · ");
  for (const part of asked.querySelector("[data-fix]").children) item.append(part.cloneNode(true));
  return item;
}

/**
 * @param {HTMLElement} page
 * @param {ReturnType<import("./selfcheck-score.js").score>} result
 * @param {Map<string, string>} answers
 * @param {string[]} efforts how soon a thing can be done, in words
 */
export function showResult(page, result, answers, efforts) {
  const part = (name) => page.querySelector(`[data-check-${name}]`);
  part("overall").textContent = result.overall === null ? "—" : String(result.overall);
  part("band").textContent = result.band ? result.band.name : "";
  part("says").textContent = result.band ? result.band.says : "答的题都选了“不适用”，算不出分数。";
  part("missing").hidden = result.missing.length === 0;
  part("missing").firstElementChild.textContent = `还有 ${result.missing.length} 题没答，没有算进分数。`;
  showSides(page, result.sides);
  part("todo").replaceChildren(...result.todo.map((one) => entry(page, one, answers, efforts)));
  part("order").hidden = result.todo.length === 0;
  part("clean").hidden = result.todo.length > 0 || result.overall === null;
}

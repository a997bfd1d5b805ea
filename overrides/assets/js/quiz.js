/**
 * Quizzes of lectures: a choice says whether it is right and opens the answer with its reason.
 * Nothing is kept and nothing is sent. Without this the answers stand in <details>.
 */

/**
 * Say what became of the question's choice, and why.
 * @param {HTMLFieldSetElement} question
 */
function judge(question) {
  const chosen = question.querySelector("input:checked");
  const right = chosen.value === question.dataset.answer;
  for (const label of question.querySelectorAll("label")) {
    const input = label.querySelector("input");
    label.classList.toggle("c-quiz__option--right", input.value === question.dataset.answer);
    label.classList.toggle("c-quiz__option--wrong", input === chosen && !right);
  }
  const answer = question.querySelectorAll("label")[Number(question.dataset.answer)].textContent.trim();
  question.querySelector("[data-said]").textContent = right ? "✓ 答对了。" : `✕ 不对，答案是：${answer}`;
  const reason = question.querySelector("details");
  reason.hidden = false;
  reason.open = true;
}

for (const quiz of document.querySelectorAll("[data-quiz]")) {
  const questions = [...quiz.querySelectorAll("fieldset")];
  for (const question of questions) question.querySelector("details").hidden = true;
  quiz.addEventListener("change", (event) => {
    judge(event.target.closest("fieldset"));
    const results = questions.map((one) => one.querySelector("input:checked")?.value === one.dataset.answer);
    const done = questions.every((one) => one.querySelector("input:checked"));
    quiz.querySelector("[data-score]").textContent = done ? `${questions.length} 题，答对 ${results.filter(Boolean).length} 题。` : "";
  });
}

// What a script adds to the desk. Without it every button is a form, and nothing is missing but comfort.
"use strict";

let pressed = null;

// After a move the focus stays on the button that was pressed, or goes to its neighbour when that is off.
document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.detail.elt.querySelector("button");
  pressed = button && button.id;
});

document.addEventListener("htmx:afterSettle", () => {
  prepare();
  if (!pressed) return;
  const button = document.getElementById(pressed);
  const row = button && button.closest(".row");
  const free = button && !button.disabled ? button : row && row.querySelector("button:not(:disabled)");
  (free || document.getElementById("main")).focus();
  pressed = null;
});

// The server has told why not, as a page of its own.
document.addEventListener("htmx:responseError", () => window.location.reload());

function prepare() {
  for (const list of document.querySelectorAll("ol[data-order]")) {
    if (list.querySelector(".handle") && window.Sortable && !list.sortable) {
      list.classList.add("dragged");
      list.sortable = window.Sortable.create(list, { handle: ".handle", animation: 120, onEnd: dropped });
    }
  }
}

function dropped(event) {
  if (event.oldIndex === event.newIndex) return;
  const list = event.to;
  const form = list.querySelector("form");
  const values = {
    csrf: form.elements.csrf.value,
    moved: event.item.dataset.story,
    story: [...list.querySelectorAll("li[data-story]")].map((item) => item.dataset.story),
  };
  htmx.ajax("POST", list.dataset.order, {
    source: list, target: "#desk", select: "#desk", swap: "outerHTML", selectOOB: "#said:innerHTML", values,
  });
}

async function copied(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("#copy");
  if (!link || !window.ClipboardItem || !navigator.clipboard || !navigator.clipboard.write) return;
  event.preventDefault();
  const said = document.getElementById("said");
  // As promises, so that a browser which asks for a fresh press (Safari) takes it.
  const told = copied(link);
  const kind = (name, type) => told.then((both) => new Blob([both[name]], { type }));
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ "text/html": kind("html", "text/html"), "text/plain": kind("text", "text/plain") }),
    ]);
    said.textContent = link.dataset.copied;
  } catch {
    said.textContent = link.dataset.failed;
  }
});

// What she wrote is sent when it can be kept: after a sign-in in another tab the form needs a new mark.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-again]");
  if (!form || form.dataset.asked) return;
  event.preventDefault();
  const button = event.submitter;
  const answer = await fetch(form.action, { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
  const page = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const mark = page && page.querySelector('input[name="csrf"]');
  const said = document.getElementById("said");
  if (!mark) {
    said.textContent = answer && answer.status === 404 ? form.dataset.gone : form.dataset.again;
    said.scrollIntoView({ block: "center" });
    return;
  }
  form.elements.csrf.value = mark.value;
  form.dataset.asked = "1";
  form.requestSubmit(button);
});

document.addEventListener("DOMContentLoaded", prepare);

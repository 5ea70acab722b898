// The dashboard of `scaffold dev`: the state is polled, what happens is streamed.

const KEPT = 200;
const REFRESH_MILLISECONDS = 2000;

const byId = (id) => document.getElementById(id);

function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

async function ask(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

const post = (path, body = {}) =>
  ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

function button(label, action) {
  return element("button", { type: "button", textContent: label, onclick: action });
}

function replaceWith(id, nodes, empty) {
  byId(id).replaceChildren(
    ...(nodes.length > 0 ? nodes : [element("p", { className: "empty", textContent: empty })]),
  );
}

// State

function showAddresses(urls) {
  const links = Object.entries(urls).map(([label, href]) =>
    element("a", { href, textContent: label, title: href }),
  );
  byId("urls").replaceChildren(...links);
}

function showWarnings(warnings) {
  byId("warnings").hidden = warnings.length === 0;
  byId("warnings").replaceChildren(
    ...warnings.map((text) => element("p", { textContent: text })),
  );
}

function functionRow(one) {
  const cell = (text, className = "") => element("td", { textContent: text, className });
  return element(
    "tr",
    {},
    element("td", { textContent: one.name.replace(/Function$/, ""), title: one.handler }),
    cell(one.invocations, "number"),
    cell(one.errors, one.errors > 0 ? "number bad" : "number"),
    cell(one.median === null ? "–" : `${one.median} ms`, "number"),
    cell(one.memory === 0 ? "–" : `${one.memory}/${one.limit} MB`, "number"),
    element("td", {}, button("Invoke", () => openDialog(one.name, "{}"))),
  );
}

function scheduleRow(one) {
  return element(
    "tr",
    {},
    element("td", { textContent: one.name }),
    element("td", { textContent: `${one.expression} ${one.zone}`, className: "quiet" }),
    element("td", {
      textContent: one.next === null ? "off" : new Date(one.next * 1000).toLocaleString(),
      title: "Next time",
    }),
    element(
      "td",
      { className: "number" },
      button("Fire now", () => post(`/api/schedules/${encodeURIComponent(one.name)}/fire`)),
    ),
  );
}

function bucketDetails(label) {
  const list = element("div");
  const details = element("details", {}, element("summary", { textContent: label }), list);
  details.ontoggle = async () => {
    if (!details.open) return;
    const objects = await ask(`/api/buckets/${encodeURIComponent(label)}`);
    const lines = objects.map((one) => `${one.key}  (${one.size.toLocaleString()} bytes)`);
    list.replaceChildren(element("pre", { textContent: lines.join("\n") || "Empty." }));
  };
  return details;
}

let shown = "";

async function refreshState() {
  const state = await ask("/api/state");
  byId("stack").textContent = state.stack;
  document.title = `${state.stack} · scaffold dev`;
  byId("functions").replaceChildren(...state.functions.map(functionRow));
  const still = JSON.stringify([state.urls, state.warnings, state.buckets, state.schedules]);
  if (still === shown) return;
  shown = still;
  showAddresses(state.urls);
  showWarnings(state.warnings);
  replaceWith("buckets", Object.keys(state.buckets).map(bucketDetails), "No buckets.");
  const rows = state.schedules.map(scheduleRow);
  replaceWith(
    "schedules",
    rows.length > 0 ? [element("table", {}, element("tbody", {}, ...rows))] : [],
    "No schedules.",
  );
}

function queueRow(one) {
  const feeds = one.feeds.length > 0 ? `dead letters of ${one.feeds.join(", ")}` : "";
  const redrive = button("Redrive", () =>
    post(`/api/queues/${encodeURIComponent(one.name)}/redrive`).then(refreshQueues),
  );
  const failing = one.feeds.length > 0 && one.waiting > 0;
  return element(
    "tr",
    {},
    element("td", { textContent: one.label, title: feeds }),
    element("td", {
      textContent: `${one.waiting} waiting, ${one.in_flight} in flight`,
      className: failing ? "number bad" : "number",
    }),
    element("td", { className: "number" }, ...(failing ? [redrive] : [])),
  );
}

async function refreshQueues() {
  const rows = (await ask("/api/queues")).map(queueRow);
  const table = element("table", {}, element("tbody", {}, ...rows));
  replaceWith("queues", rows.length > 0 ? [table] : [], "No queues.");
}

let mailCount = -1;

async function refreshMails() {
  const mails = await ask("/api/mails");
  if (mails.length === mailCount) return;
  mailCount = mails.length;
  const newest = mails.toReversed().map((mail) =>
    element(
      "details",
      {},
      element("summary", { textContent: `${mail.to}: ${mail.subject}` }),
      element("pre", { textContent: mail.text }),
    ),
  );
  replaceWith("mails", newest, "No mail yet. What the application sends to people arrives here.");
}

// What happens

const clock = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(undefined, { hourCycle: "h23" });

function flowLine(at, what, figure, className, replay) {
  const line = element(
    "li",
    {},
    element("time", { textContent: clock(at) }),
    element("span", { className: `what ${className}`, textContent: what, title: what }),
    element("span", { className: "quiet number", textContent: figure }),
    replay ?? element("span"),
  );
  byId("flow").prepend(line);
  while (byId("flow").childElementCount > KEPT) byId("flow").lastElementChild.remove();
}

const readers = {
  Invocation(record) {
    const cold = record.init === null ? "" : ` (cold start ${Math.round(record.init)} ms)`;
    const what = `${record.trigger} → ${record.function}${cold}`;
    flowLine(
      record.at,
      record.error === null ? what : `${what}: ${record.error}`,
      `${record.duration.toFixed(1)} ms`,
      record.error === null ? "" : "bad",
      button("Replay", () => openDialog(record.function, record.event)),
    );
  },
  Request(record) {
    // Browsers ask before every request of another origin.
    if (record.method === "OPTIONS") return;
    flowLine(
      record.at,
      `${record.method} ${record.path} → ${record.status}`,
      `${record.duration.toFixed(1)} ms`,
      record.status >= 400 ? "bad" : "good",
    );
  },
  Notice(record) {
    flowLine(record.at, record.text, "", record.level === "info" ? "quiet" : "bad");
  },
};

function follow() {
  const stream = new EventSource("/api/records");
  stream.onopen = () => {
    byId("flow").replaceChildren();
    byId("connection").textContent = "running";
  };
  stream.onerror = () => {
    byId("connection").textContent = "not running; waiting for it";
  };
  for (const [name, read] of Object.entries(readers)) {
    stream.addEventListener(name, (message) => read(JSON.parse(message.data)));
  }
}

// Invoke and replay

let chosen = "";

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function openDialog(name, event) {
  chosen = name;
  byId("dialog-title").textContent = `Invoke ${name}`;
  byId("dialog-event").value = pretty(event);
  byId("dialog-outcome").textContent = "";
  byId("dialog-answer").hidden = true;
  byId("dialog").showModal();
}

async function send(submission) {
  submission.preventDefault();
  const outcome = byId("dialog-outcome");
  try {
    const event = JSON.parse(byId("dialog-event").value);
    outcome.textContent = "running…";
    const answer = await post("/api/invoke", { function: chosen, event });
    outcome.textContent = `${answer.error ?? "succeeded"} after ${answer.duration} ms`;
    outcome.className = answer.error === null ? "good" : "bad";
    byId("dialog-answer").textContent = pretty(answer.payload);
    byId("dialog-answer").hidden = false;
  } catch (problem) {
    outcome.textContent = problem.message;
    outcome.className = "bad";
  }
}

byId("dialog-form").onsubmit = send;
byId("dialog-close").onclick = () => byId("dialog").close();

async function refresh() {
  if (document.hidden) return;
  await Promise.allSettled([refreshState(), refreshQueues(), refreshMails()]);
}

follow();
refresh();
setInterval(refresh, REFRESH_MILLISECONDS);

// The dashboard of `scaffold dev`: polls the state, and streams the activity.

const MAX_LINES = 200;
const REFRESH_MILLISECONDS = 2000;

const byId = (id) => document.getElementById(id);

function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

async function fetchJson(path, options) {
  const response = await fetch(path, options);
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body;
}

const send = (method, path, body = {}) =>
  fetchJson(path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const post = (path, body) => send("POST", path, body);

function button(label, action) {
  return element("button", { type: "button", textContent: label, onclick: action });
}

function replaceWith(id, nodes, empty) {
  byId(id).replaceChildren(
    ...(nodes.length > 0 ? nodes : [element("p", { className: "empty", textContent: empty })]),
  );
}

// State

function showUrls(urls) {
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

function functionRow(lambda) {
  const cell = (text, className = "") => element("td", { textContent: text, className });
  return element(
    "tr",
    {},
    element("td", { textContent: lambda.name.replace(/Function$/, ""), title: lambda.handler }),
    cell(lambda.invocations, "number"),
    cell(lambda.errors, lambda.errors > 0 ? "number bad" : "number"),
    cell(lambda.median === null ? "–" : `${lambda.median} ms`, "number"),
    cell(lambda.memory === 0 ? "–" : `${lambda.memory}/${lambda.limit} MB`, "number"),
    element("td", {}, button("Invoke", () => openDialog(lambda.name, "{}"))),
  );
}

function scheduleRow(schedule) {
  return element(
    "tr",
    {},
    element("td", { textContent: schedule.name }),
    element("td", { textContent: `${schedule.expression} ${schedule.zone}`, className: "quiet" }),
    element("td", {
      textContent: schedule.next === null ? "off" : new Date(schedule.next * 1000).toLocaleString(),
      title: "Next run",
    }),
    element(
      "td",
      { className: "number" },
      button("Fire now", () => post(`/api/schedules/${encodeURIComponent(schedule.name)}/fire`)),
    ),
  );
}

function bucketDetails(label) {
  const list = element("div");
  const details = element("details", {}, element("summary", { textContent: label }), list);
  details.ontoggle = async () => {
    if (!details.open) return;
    const objects = await fetchJson(`/api/buckets/${encodeURIComponent(label)}`);
    const lines = objects.map((object) => `${object.key}  (${object.size.toLocaleString()} bytes)`);
    list.replaceChildren(element("pre", { textContent: lines.join("\n") || "The bucket is empty." }));
  };
  return details;
}

let shownState = "";

async function refreshState() {
  const state = await fetchJson("/api/state");
  byId("stack").textContent = state.stack;
  document.title = `${state.stack} · scaffold dev`;
  byId("functions").replaceChildren(...state.functions.map(functionRow));
  const current = JSON.stringify([state.urls, state.warnings, state.buckets, state.schedules]);
  if (current === shownState) return;
  shownState = current;
  showUrls(state.urls);
  showWarnings(state.warnings);
  replaceWith("buckets", Object.keys(state.buckets).map(bucketDetails), "No buckets.");
  const rows = state.schedules.map(scheduleRow);
  replaceWith(
    "schedules",
    rows.length > 0 ? [element("table", {}, element("tbody", {}, ...rows))] : [],
    "No schedules.",
  );
}

function queueRow(queue) {
  const feeds = queue.feeds.length > 0 ? `dead letters of ${queue.feeds.join(", ")}` : "";
  const redrive = button("Redrive", () =>
    post(`/api/queues/${encodeURIComponent(queue.name)}/redrive`).then(refreshQueues),
  );
  const failing = queue.feeds.length > 0 && queue.waiting > 0;
  return element(
    "tr",
    {},
    element("td", { textContent: queue.label, title: feeds }),
    element("td", {
      textContent: `${queue.waiting} waiting, ${queue.in_flight} in flight`,
      className: failing ? "number bad" : "number",
    }),
    element("td", { className: "number" }, ...(failing ? [redrive] : [])),
  );
}

async function refreshQueues() {
  const rows = (await fetchJson("/api/queues")).map(queueRow);
  const table = element("table", {}, element("tbody", {}, ...rows));
  replaceWith("queues", rows.length > 0 ? [table] : [], "No queues.");
}

let mailCount = -1;

async function refreshMails() {
  const mails = await fetchJson("/api/mails");
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
  replaceWith("mails", newest, "No emails yet. The emails that the app sends appear here.");
}

// Users

const STATUSES = {
  CONFIRMED: "confirmed",
  FORCE_CHANGE_PASSWORD: "invited",
  RESET_REQUIRED: "must reset the password",
  UNCONFIRMED: "not confirmed",
};

const openUsers = new Set();

let shownPools = "";

/** Does what a person asked for; what they typed stays if it fails. */
async function act(work, undo = () => {}) {
  byId("users-problem").textContent = "";
  try {
    await work();
    shownPools = "";
  } catch (problem) {
    byId("users-problem").textContent = problem.message;
    undo();
  }
  await Promise.allSettled([refreshPools(), refreshMails()]);
}

function groupBox(label, checked, onchange) {
  const box = element("input", { type: "checkbox", name: label, checked });
  box.onchange = () => onchange(box);
  return element("label", {}, box, ` ${label}`);
}

function form(label, fields, submit) {
  return element(
    "form",
    {
      className: "tools",
      onsubmit: (submission) => {
        submission.preventDefault();
        act(submit);
      },
    },
    ...fields,
    element("button", { type: "submit", textContent: label }),
  );
}

function userTools(pool, groups, user) {
  const id = encodeURIComponent(user.username);
  const path = `${pool}/users/${id}`;
  const password = element("input", {
    autocomplete: "off",
    ariaLabel: `New password of ${user.email || user.username}`,
    placeholder: "New password",
    required: true,
  });
  const memberships = groups.map((group) => {
    const membership = `${pool}/groups/${encodeURIComponent(group)}/users/${id}`;
    const isMember = user.groups.includes(group);
    return groupBox(group, isMember, (box) =>
      act(
        () => send(isMember ? "DELETE" : "PUT", membership),
        () => {
          box.checked = isMember;
        },
      ),
    );
  });
  const confirm = button("Confirm", () => act(() => post(`${path}/confirm`)));
  const tools = [
    ...memberships,
    ...(user.status === "UNCONFIRMED" ? [confirm] : []),
    button("Delete", () => act(() => send("DELETE", path))),
  ];
  return [
    element("div", { className: "tools" }, ...tools),
    form("Set password", [password], () => post(`${path}/password`, { password: password.value })),
  ];
}

function userDetails(pool, groups, user) {
  const key = `${pool}/${user.username}`;
  const facts = [
    user.enabled ? (STATUSES[user.status] ?? user.status) : "disabled",
    ...(user.email && !user.verified ? ["email not verified"] : []),
    ...user.groups,
  ];
  const summary = element(
    "summary",
    { title: user.username },
    user.email || user.username,
    element("span", { className: "quiet", textContent: `  ${facts.join(", ")}` }),
  );
  const details = element("details", {}, summary, ...userTools(pool, groups, user));
  details.open = openUsers.has(key);
  details.ontoggle = () => (details.open ? openUsers.add(key) : openUsers.delete(key));
  return details;
}

function poolNodes(name, { groups, users }) {
  const pool = `/api/pools/${encodeURIComponent(name)}`;
  const chosen = new Set();
  const username = element("input", {
    ariaLabel: `Email of a new user of ${name}`,
    placeholder: "ada@example.com",
    autocomplete: "off",
    required: true,
  });
  const boxes = groups.map((group) =>
    groupBox(group, false, (box) => (box.checked ? chosen.add(group) : chosen.delete(group))),
  );
  const invitation = form("Invite", [username, ...boxes], () =>
    post(`${pool}/users`, { username: username.value, groups: [...chosen] }),
  );
  return [invitation, ...users.map((user) => userDetails(pool, groups, user))];
}

async function refreshPools() {
  const pools = await fetchJson("/api/pools");
  const current = JSON.stringify(pools);
  if (current === shownPools) return;
  shownPools = current;
  byId("users").hidden = Object.keys(pools).length === 0;
  const several = Object.keys(pools).length > 1;
  byId("pools").replaceChildren(
    ...Object.entries(pools).flatMap(([name, pool]) => [
      ...(several ? [element("h3", { textContent: name })] : []),
      ...poolNodes(name, pool),
    ]),
  );
}

// Activity

const clock = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(undefined, { hourCycle: "h23" });

function activityLine(at, text, figure, className, replay) {
  const line = element(
    "li",
    {},
    element("time", { textContent: clock(at) }),
    element("span", { className: `text ${className}`, textContent: text, title: text }),
    element("span", { className: "quiet number", textContent: figure }),
    replay ?? element("span"),
  );
  byId("activity").prepend(line);
  while (byId("activity").childElementCount > MAX_LINES) byId("activity").lastElementChild.remove();
}

const renderers = {
  Invocation(record) {
    const cold = record.init === null ? "" : ` (cold start ${Math.round(record.init)} ms)`;
    const text = `${record.trigger} → ${record.function}${cold}`;
    activityLine(
      record.at,
      record.error === null ? text : `${text}: ${record.error}`,
      `${record.duration.toFixed(1)} ms`,
      record.error === null ? "" : "bad",
      button("Replay", () => openDialog(record.function, record.event)),
    );
  },
  Request(record) {
    // Browsers send a preflight before every cross-origin request.
    if (record.method === "OPTIONS") return;
    activityLine(
      record.at,
      `${record.method} ${record.path} → ${record.status}`,
      `${record.duration.toFixed(1)} ms`,
      record.status >= 400 ? "bad" : "good",
    );
  },
  Notice(record) {
    activityLine(record.at, record.text, "", record.level === "info" ? "quiet" : "bad");
  },
};

function follow() {
  const stream = new EventSource("/api/records");
  stream.onopen = () => {
    byId("activity").replaceChildren();
    byId("connection").textContent = "Running";
  };
  stream.onerror = () => {
    byId("connection").textContent = "Not running; waiting for a restart";
  };
  for (const [name, render] of Object.entries(renderers)) {
    stream.addEventListener(name, (message) => render(JSON.parse(message.data)));
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

async function invoke(submission) {
  submission.preventDefault();
  const outcome = byId("dialog-outcome");
  try {
    const event = JSON.parse(byId("dialog-event").value);
    outcome.textContent = "Running…";
    const answer = await post("/api/invoke", { function: chosen, event });
    outcome.textContent = `${answer.error ?? "Succeeded"} after ${answer.duration} ms`;
    outcome.className = answer.error === null ? "good" : "bad";
    byId("dialog-answer").textContent = pretty(answer.payload);
    byId("dialog-answer").hidden = false;
  } catch (problem) {
    outcome.textContent = problem.message;
    outcome.className = "bad";
  }
}

byId("dialog-form").onsubmit = invoke;
byId("dialog-close").onclick = () => byId("dialog").close();

async function refresh() {
  if (document.hidden) return;
  await Promise.allSettled([refreshState(), refreshQueues(), refreshMails(), refreshPools()]);
}

follow();
refresh();
setInterval(refresh, REFRESH_MILLISECONDS);

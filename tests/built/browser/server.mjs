// The built frontend with stand-ins for what it talks to: the API, Cognito and S3, all on one origin.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};
// The policy of the deployed site, with nothing to soften it.
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'",
  "X-Content-Type-Options": "nosniff",
};
const PART_SIZE = 8 * 2 ** 20;
const USER = { sub: "ada-id", email: "ada@example.com" };

export async function serve(dist) {
  const state = { ...seed(), uploads: new Map() };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const body = await read(request);
    if (body === undefined) {
      return;
    }
    const answer =
      cognito(state, request, url, body) ??
      storage(state, request, url, body) ??
      api(state, request, url, body) ??
      (await file(dist, url.pathname));
    const [headers, content] = compressed(answer, request.headers["accept-encoding"]);
    response.writeHead(answer.status ?? 200, { ...HEADERS, ...headers });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, state, origin: `http://127.0.0.1:${server.address().port}` };
}

/** An answer as hosting sends it. */
function compressed({ headers = {}, body }, accepted = "") {
  if (!/gzip/.test(accepted) || !/text|json|svg/.test(headers["Content-Type"])) {
    return [headers, body];
  }
  return [{ ...headers, "Content-Encoding": "gzip" }, gzipSync(body)];
}

/** The body, or undefined where the browser has hung up. */
async function read(request) {
  const chunks = [];
  try {
    for await (const chunk of request) {
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

const json = (value, status = 200, headers = {}) => ({
  status,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(value),
});

const problem = (status, detail, errors) => ({
  status,
  headers: { "Content-Type": "application/problem+json" },
  body: JSON.stringify({ type: "about:blank", title: "Refused", status, detail, errors }),
});

async function file(dist, path) {
  if (path === "/config.json") {
    return json({
      apiUrl: "/api",
      region: "us-east-1",
      userPoolId: "us-east-1_stub",
      userPoolClientId: "client",
      userPoolEndpoint: "/cognito/",
    });
  }
  const wanted = normalize(join(dist, path));
  const found = extname(path) === "" ? join(dist, "index.html") : wanted;
  try {
    return { headers: { "Content-Type": TYPES[extname(found)] }, body: await readFile(found) };
  } catch {
    return { status: 404, body: "" };
  }
}

function token(claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  return `${part({ alg: "RS256" })}.${part({ iat: now, exp: now + 3600, ...claims })}.c2lnbmF0dXJl`;
}

function tokens() {
  return {
    AccessToken: token({ sub: USER.sub, "cognito:groups": ["admins"], username: USER.sub }),
    IdToken: token({ sub: USER.sub, email: USER.email }),
    RefreshToken: "refresh",
    ExpiresIn: 3600,
    TokenType: "Bearer",
  };
}

function cognito(state, request, url, body) {
  if (!url.pathname.startsWith("/cognito")) {
    return undefined;
  }
  const operation = request.headers["x-amz-target"]?.split(".").pop();
  const input = JSON.parse(body.toString());
  const failure = (name) => json({ __type: name, message: name }, 400);
  switch (operation) {
    case "InitiateAuth":
      return json({
        ChallengeName: "PASSWORD_VERIFIER",
        ChallengeParameters: {
          USER_ID_FOR_SRP: USER.sub,
          SALT: "0a1b2c",
          SRP_B: "abcdef0123456789".repeat(16),
          SECRET_BLOCK: Buffer.from("secret").toString("base64"),
          USERNAME: USER.sub,
        },
      });
    case "RespondToAuthChallenge":
      if (state.refuseSignIn) {
        state.refuseSignIn = false;
        return failure("NotAuthorizedException");
      }
      return json({ AuthenticationResult: tokens(), ChallengeParameters: {} });
    case "GetTokensFromRefreshToken":
      return json({ AuthenticationResult: tokens() });
    case "SignUp":
      return json({ UserConfirmed: false, UserSub: USER.sub, CodeDeliveryDetails: {} });
    case "ConfirmSignUp":
      return input.ConfirmationCode === "123456" ? json({}) : failure("CodeMismatchException");
    default:
      return json({});
  }
}

function storage(state, request, url, body) {
  if (!url.pathname.startsWith("/storage/")) {
    return undefined;
  }
  const [, , id, part] = url.pathname.split("/");
  const upload = state.uploads.get(id);
  if (request.method === "GET") {
    return { headers: { "Content-Type": "text/plain" }, body: "content" };
  }
  upload?.parts.set(Number(part ?? 1), body.length);
  return { status: 200, body: "" };
}

function seed() {
  const at = (minutes) => new Date(Date.UTC(2026, 10, 23, 11, 19) - minutes * 60_000).toISOString();
  const system = (id, minutes, owner = USER.sub) => ({
    id,
    owner,
    created_at: at(minutes),
    updated_at: at(minutes),
    version: 1,
  });
  return {
    channels: [
      { ...system("01CHANNEL1", 500), name: "Conference talks" },
      { ...system("01CHANNEL2", 900, "bob-id"), name: "Tutorials" },
    ],
    videos: [
      {
        ...system("01VIDEO1", 3),
        title: "Keynote 2026",
        description: "What we built this year,\nand what comes next.",
        status: "ready",
        size: 41943040,
        tags: ["keynote", "2026", "serverless"],
        channel: "01CHANNEL1",
        file: "ada-id.01FILE1",
      },
      {
        ...system("01VIDEO2", 64),
        title: "Team introduction",
        status: "uploaded",
        size: 12582912,
        channel: "01CHANNEL1",
      },
      {
        ...system("01VIDEO3", 1445, "bob-id"),
        title: "Broken take",
        status: "failed",
        size: 3145728,
      },
      {
        ...system("01VIDEO4", 2900, "bob-id"),
        title: "How to shoot in low light without any additional equipment",
        status: "ready",
        size: 94371840,
        channel: "01CHANNELGONE",
      },
    ],
    objects: [
      { id: "ada-id.01FILE1", name: "keynote-2026.mp4", size: 41943040, created_at: at(3) },
      { id: "ada-id.01FILE2", name: "team-intro.mp4", size: 12582912, created_at: at(64) },
      { id: "ada-id.01FILE3", name: "broken-take.mp4", size: 3145728, created_at: at(1445) },
    ],
    members: [
      { user: "ada-id", email: "ada@example.com" },
      { user: "grace-id", email: "grace@example.com" },
      { user: "linus-id", email: "linus@example.com" },
    ],
  };
}

function api(state, request, url, body) {
  if (!url.pathname.startsWith("/api/")) {
    return undefined;
  }
  const path = url.pathname.slice(4);
  const call = `${request.method} ${path}`;
  const input = body.length > 0 ? JSON.parse(body.toString()) : undefined;
  const signedIn = request.headers.authorization?.startsWith("Bearer ");
  const route = ROUTES.find(({ pattern }) => pattern.test(call));
  if (route === undefined) {
    return json({ message: "Not Found" }, 404);
  }
  if (!route.public && !signedIn) {
    return json({ message: "Unauthorized" }, 401);
  }
  return route.answer({ state, input, url, args: pattern(route, call) });
}

const pattern = (route, call) => route.pattern.exec(call).slice(1).map(decodeURIComponent);

const on = (pattern, answer, isPublic = false) => ({ pattern, answer, public: isPublic });

const versioned = (item, status = 200) =>
  item ? json(item, status, { ETag: `"${item.version}"` }) : problem(404, "There is no such item.");

const ROUTES = [
  on(/^GET \/health$/, () => json({ status: "ok" }), true),
  on(/^GET \/hello\/([^/]+)$/, ({ args }) => json({ message: `Hello, ${args[0]}!` }), true),
  on(
    /^GET \/(videos|channels)$/,
    ({ state, url, args }) => {
      const items = state[args[0]].filter((item) =>
        ["status", "channel", "owner"].every((name) => {
          const value = url.searchParams.get(name);
          return value === null || item[name] === value;
        }),
      );
      return json({ items, cursor: null });
    },
    true,
  ),
  on(/^POST \/(videos|channels)$/, ({ state, input, args }) => {
    if (input.title === "Taken") {
      return problem(422, "Some fields are not right.", [
        { field: "title", message: "Taken already" },
      ]);
    }
    const now = new Date().toISOString();
    const item = {
      id: `01NEW${state[args[0]].length}`,
      owner: USER.sub,
      created_at: now,
      updated_at: now,
      version: 1,
      ...input,
    };
    state[args[0]].unshift(item);
    return versioned(item, 201);
  }),
  on(
    /^GET \/(videos|channels)\/([^/]+)$/,
    ({ state, args }) => versioned(state[args[0]].find(({ id }) => id === args[1])),
    true,
  ),
  on(/^PATCH \/(videos|channels)\/([^/]+)$/, ({ state, input, args }) => {
    if (state.conflict) {
      state.conflict = false;
      return problem(412, "The item has changed.");
    }
    const item = state[args[0]].find(({ id }) => id === args[1]);
    Object.assign(item, input, { version: item.version + 1 });
    return versioned(item);
  }),
  on(/^DELETE \/(videos|channels)\/([^/]+)$/, ({ state, args }) => {
    state[args[0]] = state[args[0]].filter(({ id }) => id !== args[1]);
    return { status: 204, body: "" };
  }),
  on(
    /^GET \/videos\/([^/]+)\/files\/file$/,
    () => json({ url: "/storage/x", name: "x.mp4", size: 1, type: "video/mp4", expires_in: 300 }),
    true,
  ),
  on(/^POST \/buckets\/videos\/uploads$/, ({ state, input }) => {
    const id = `ada-id.01UPLOAD${state.uploads.size}`;
    state.uploads.set(id, { ...input, parts: new Map() });
    return input.size <= PART_SIZE
      ? json({ id, method: "put", url: `/storage/${id}`, headers: { "If-None-Match": "*" } }, 201)
      : json(
          {
            id,
            method: "multipart",
            part_size: PART_SIZE,
            part_count: Math.ceil(input.size / PART_SIZE),
          },
          201,
        );
  }),
  on(/^GET \/buckets\/videos\/uploads\/([^/]+)$/, ({ state, args }) => {
    const upload = state.uploads.get(args[0]);
    if (upload === undefined) {
      return problem(404, "There is no such upload.");
    }
    const parts = [...upload.parts].map(([number, size]) => ({ number, size }));
    return json({ id: args[0], status: "uploading", parts });
  }),
  on(/^POST \/buckets\/videos\/uploads\/([^/]+)\/parts$/, ({ input, args }) =>
    json({
      parts: input.numbers.map((number) => ({ number, url: `/storage/${args[0]}/${number}` })),
    }),
  ),
  on(/^POST \/buckets\/videos\/uploads\/([^/]+)\/complete$/, ({ state, args }) => {
    const { name, size } = state.uploads.get(args[0]);
    const object = { id: args[0], name, size, created_at: new Date().toISOString() };
    state.objects.unshift(object);
    return json(object);
  }),
  on(/^DELETE \/buckets\/videos\/uploads\/([^/]+)$/, ({ state, args }) => {
    state.uploads.delete(args[0]);
    return { status: 204, body: "" };
  }),
  on(/^GET \/buckets\/videos\/objects$/, ({ state }) =>
    json({ items: state.objects, cursor: null }),
  ),
  on(/^DELETE \/buckets\/videos\/objects\/([^/]+)$/, ({ state, args }) => {
    state.objects = state.objects.filter(({ id }) => id !== args[0]);
    return { status: 204, body: "" };
  }),
  on(/^GET \/admin\/groups$/, () => json({ groups: ["admins"] })),
  on(/^GET \/admin\/groups\/admins\/members$/, ({ state }) =>
    json({ items: state.members, cursor: null }),
  ),
  on(/^PUT \/admin\/groups\/admins\/members\/([^/]+)$/, ({ state, args }) => {
    state.members.push({ user: args[0], email: args[0] });
    return { status: 204, body: "" };
  }),
  on(/^DELETE \/admin\/groups\/admins\/members\/([^/]+)$/, ({ state, args }) => {
    state.members = state.members.filter(({ user }) => user !== args[0]);
    return { status: 204, body: "" };
  }),
];

// Reads pairs of paths, openapi.yaml and where its types go, from standard input.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.argv[2]}/package.json`));
const { default: openapiTS, astToString, COMMENT_HEADER } = require("openapi-typescript");

const pairs = JSON.parse(readFileSync(0, "utf8"));
for (const [source, target] of pairs) {
  const nodes = await openapiTS(pathToFileURL(source), { defaultNonNullable: false });
  writeFileSync(target, COMMENT_HEADER + astToString(nodes));
}

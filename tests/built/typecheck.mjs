// tsc --noEmit over many projects in one process: what they share is parsed once.
// Arguments: the folder of TypeScript, then a tsconfig.json each.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

const [typescript, ...configs] = process.argv.slice(2);
const ts = createRequire(pathToFileURL(`${typescript}/package.json`))("typescript");
const shared = new Map();

function check(config) {
  const parsed = ts.getParsedCommandLineOfConfigFile(config, {}, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
    },
  });
  const host = ts.createCompilerHost(parsed.options);
  host.getCurrentDirectory = () => dirname(config);
  const read = host.getSourceFile;
  host.getSourceFile = (path, ...rest) => {
    const common = path.includes("/node_modules/");
    const file = (common && shared.get(path)) || read(path, ...rest);
    if (common) shared.set(path, file);
    return file;
  };
  const program = ts.createProgram(parsed.fileNames, parsed.options, host);
  return [...parsed.errors, ...ts.getPreEmitDiagnostics(program)];
}

const found = configs.flatMap(check);
const format = { getCanonicalFileName: (x) => x, getCurrentDirectory: () => "/", getNewLine: () => "\n" };
process.stdout.write(ts.formatDiagnostics(found, format));
process.exitCode = found.length > 0 ? 1 : 0;

import path from "node:path";
import ts from "typescript";

const REPOSITORY = path.resolve(__dirname, "../../..");

/** As the generated tsconfig.json has them, with this package's sources in place of the compiled ones. */
const OPTIONS: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    skipLibCheck: true,
    noEmit: true,
    baseUrl: REPOSITORY,
    paths: { "pulumi-webex": ["./sdk/index.ts"] },
};

/** The compiler's complaints about files that are nowhere. Programs begin in those called `index.ts`. */
export function diagnosticsOf(files: Readonly<Record<string, string>>): string[] {
    const folder = path.join(REPOSITORY, "nowhere");
    const texts = new Map(Object.entries(files).map(([name, text]) => [path.join(folder, name), text]));
    const host = ts.createCompilerHost(OPTIONS);
    const [fileExists, readFile] = [host.fileExists.bind(host), host.readFile.bind(host)];
    const getSourceFile = host.getSourceFile.bind(host);
    host.fileExists = (name) => texts.has(path.normalize(name)) || fileExists(name);
    host.readFile = (name) => texts.get(path.normalize(name)) ?? readFile(name);
    host.getSourceFile = (name, language, ...rest) => {
        const text = texts.get(path.normalize(name));
        return text === undefined ? getSourceFile(name, language, ...rest) : ts.createSourceFile(name, text, language);
    };
    const roots = [...texts.keys()].filter((name) => path.basename(name) === "index.ts");
    const program = ts.createProgram(roots, OPTIONS, host);
    const own = program.getSourceFiles().filter(({ fileName }) => texts.has(path.normalize(fileName)));
    return own
        .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
        .map(({ messageText, file, start = 0 }) => {
            const line = file === undefined ? "" : (file.text.slice(0, start).split("\n").at(-1) ?? "");
            return `${path.relative(folder, file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(messageText, " ")} (after ${line})`;
        });
}

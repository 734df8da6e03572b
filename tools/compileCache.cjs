"use strict";
// Each run of Pulumi starts node twice, for the program and for its provider. Most of their time goes into loading
// @pulumi/pulumi with what it needs, a thousand files. Node 20 keeps no compiled code, so this file does:
//
//     node compileCache.cjs <folder> run|dynamic-provider <file>   compiles what that process loads, in that folder
//     node --require compileCache.cjs …   takes it from the folder PULUMI_WEBEX_COMPILE_CACHE
//
// It is for packages and for what the repository compiled in dist/. A pulumi-webex that a test installed is compiled by
// node, as it is at its users. The soak does without.

const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const vm = require("node:vm");

/**
 * What each process loads, in its order. V8 takes no code that was compiled under other flags, and a program's process
 * sets one in v8Hooks, so what comes before is kept as it was before.
 */
const steps = {
    run: [
        [
            ...["cmd/run/instrumentation", "log", "runtime/settings"].map((file) => `@pulumi/pulumi/${file}`),
            ...["minimist", "source-map-support/register"],
        ],
        [
            ...["runtime/closure/v8Hooks", "cmd/run/tracing", "index", "tsutils"].map(
                (file) => `@pulumi/pulumi/${file}`,
            ),
            ...["ini", "pulumi-webex", "csv-parse/sync"],
        ],
    ],
    "dynamic-provider": [
        [
            ...["runtime", "index", "cmd/dynamic-provider/config"].map((file) => `@pulumi/pulumi/${file}`),
            ...["require-from-string", "source-map-support/register", "pulumi-webex/provider/device", "axios", "ajv"],
        ],
    ],
};

const dist = path.join(__dirname, "..", "dist") + path.sep;

/** @param {string} file */
function isKept(file) {
    return isOfOthers(file) || file.startsWith(dist);
}

/** @param {string} file */
function isOfOthers(file) {
    const [, name = "pulumi-webex"] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? [];
    return name !== "pulumi-webex";
}

/** What Pulumi loads in each process and few programs use: its resolver of packages, the compiler, the API, tracing. */
const late = [
    ...["@npmcli/arborist", "typescript", "@pulumi/pulumi/automation"],
    ...[
        "resources",
        "sdk-trace-base",
        "exporter-zipkin",
        "instrumentation-grpc",
        "sdk-trace-node",
        "instrumentation",
    ].map((name) => `@opentelemetry/${name}`),
];

/**
 * Has modules wait until somebody asks for one of their exports.
 *
 * @param {string[]} files
 */
function loadLate(files) {
    for (const file of files) {
        let exported;
        const load = () => {
            delete Module._cache[file];
            return Module.createRequire(file)(file);
        };
        const module = new Module(file);
        module.loaded = true;
        module.exports = new Proxy(Object.create(null), {
            get(_, name) {
                // Else whoever imports it copies all of it.
                if (name === "__esModule") return true;
                exported ??= load();
                return exported[name];
            },
        });
        Module._cache[file] = module;
    }
}

/**
 * Where Pulumi finds those modules, as far as it has them.
 *
 * @param {NodeJS.Require} load
 */
function lateFiles(load) {
    const pulumi = Module.createRequire(load.resolve("@pulumi/pulumi"));
    return late.flatMap((name) => {
        try {
            return [pulumi.resolve(name)];
        } catch {
            // Another release of Pulumi does without.
            return [];
        }
    });
}

/**
 * Compiles modules from what is kept, as far as it is. Pulumi writes the calls that lead to a resource into the
 * state, so none of these functions may be among them: the property is a getter, and `require` is node's own.
 *
 * @param {(file: string) => Buffer | undefined} kept V8 looks itself whether that is of this source and its own version
 * @param {(file: string, script: vm.Script) => void} made is told of each
 */
function compileFrom(kept, made) {
    const compile = Module.prototype._compile;
    function compileKept(content, filename, format = "commonjs", ...rest) {
        if (format !== "commonjs") {
            return compile.call(this, content, filename, format, ...rest);
        }
        const script = new vm.Script(Module.wrap(content.replace(/^#!.*/, "")), {
            filename,
            cachedData: kept(filename),
            importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
        });
        made(filename, script);
        const require = Module.createRequire(filename);
        const run = script.runInThisContext();
        return run.call(this.exports, this.exports, require, this, filename, path.dirname(filename));
    }
    Object.defineProperty(Module.prototype, "_compile", {
        configurable: true,
        get() {
            return isKept(this.filename ?? "") ? compileKept : compile;
        },
        // ts-node gives a module a function of its own.
        set(value) {
            Object.defineProperty(this, "_compile", { value, configurable: true, writable: true });
        },
    });
}

/**
 * Where a module finds another one, asked of the file system once.
 *
 * @param {Record<string, string>} found by folder and request
 */
function resolveFrom(found) {
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (request, parent, isMain, options) {
        if (options !== undefined || !parent?.filename || !isKept(parent.filename)) {
            return resolve.call(this, request, parent, isMain, options);
        }
        const key = `${path.dirname(parent.filename)} ${request}`;
        found[key] ??= resolve.call(this, request, parent, isMain);
        return found[key];
    };
}

/** Loads what a process loads and writes it: a length, where all is as JSON, and the code of each file. */
function write(folder, name, file) {
    const load = Module.createRequire(path.join(folder, "index.js"));
    const later = lateFiles(load);
    loadLate(later);
    let scripts = new Map();
    compileFrom(
        () => undefined,
        (source, script) => scripts.set(source, script),
    );
    const found = {};
    resolveFrom(found);
    const places = {};
    const parts = [];
    let at = 0;
    for (const names of steps[name]) {
        scripts = new Map();
        for (const each of names) {
            try {
                load(each);
            } catch {
                // Another release of Pulumi has other files. They are compiled as ever.
            }
        }
        for (const [source, script] of scripts) {
            const data = script.createCachedData();
            places[source] = [at, at + data.length];
            at += data.length;
            parts.push(data);
        }
    }
    const head = Buffer.from(JSON.stringify({ places, found, later }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(head.length);
    fs.writeFileSync(file, Buffer.concat([length, head, ...parts]));
}

function use(file) {
    const all = fs.readFileSync(file);
    const end = 4 + all.readUInt32LE(0);
    const { places, found, later } = JSON.parse(all.toString("utf8", 4, end));
    compileFrom(
        (source) => {
            const place = places[source];
            return place && all.subarray(end + place[0], end + place[1]);
        },
        () => undefined,
    );
    resolveFrom(found);
    loadLate(later);
    skipMaps();
}

/** Leaves Pulumi's own source maps unread: it would parse some for the one trace that the state has of a resource. */
function skipMaps() {
    const { install } = Module.createRequire(process.argv[1])("source-map-support");
    install({ retrieveFile: (file) => (isOfOthers(file) ? "// without a map" : null) });
}

if (require.main === module) {
    const [, , folder, name, file] = process.argv;
    write(folder, name, file);
    process.exit();
}
// Node runs other scripts for Pulumi, too, which load nothing of it.
const [, name] = /@pulumi[\\/]pulumi[\\/]cmd[\\/](run|dynamic-provider)([\\/]|$)/.exec(process.argv[1] ?? "") ?? [];
const kept = name && path.join(process.env.PULUMI_WEBEX_COMPILE_CACHE ?? "", name);
if (kept !== undefined && fs.existsSync(kept) && vm.constants !== undefined) {
    use(kept);
}

"use strict";
// Each run of Pulumi starts node twice, for the program and for its provider. Most of their time goes into loading
// @pulumi/pulumi with what it needs, a thousand files. Node 20 keeps no compiled code, so this file does:
//
//     node compileCache.cjs <folder> run|dynamic-provider <file>   compiles what that process loads, in that folder
//     node --require compileCache.cjs …   takes it from the folder PULUMI_WEBEX_COMPILE_CACHE
//
// It is for packages of others alone: pulumi-webex is compiled by node, as it is at its users. The soak does without.
// Nearly half of those files are npm's resolver, for code that Pulumi uploads, and the largest is the TypeScript compiler:
// they wait until something uses them.

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

/** @param {string} file */
function isOfOthers(file) {
    const [, name = "pulumi-webex"] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? [];
    return name !== "pulumi-webex";
}

const LATE = /[\\/]node_modules[\\/](@npmcli[\\/]arborist[\\/]lib[\\/]index|typescript[\\/]lib[\\/]typescript)\.js$/;

/**
 * What a module exports, which is compiled as soon as somebody asks for one of its exports.
 *
 * @param {() => object} load
 */
function late(load) {
    let exported;
    return new Proxy(Object.create(null), {
        get(_, name) {
            // Else whoever imports it copies all of it.
            if (name === "__esModule") return true;
            exported ??= load();
            return exported[name];
        },
    });
}

/**
 * Compiles modules of others from what is kept, as far as it is. Pulumi writes the calls that lead to a resource into the
 * state, so none of these functions may be among them: the property is a getter, and `require` is node's own.
 *
 * @param {(file: string) => Buffer | undefined} kept V8 looks itself whether that is of this source and its own version
 * @param {(file: string, script: vm.Script) => void} made is told of each
 */
function compileFrom(kept, made) {
    const compile = Module.prototype._compile;
    function compileOthers(content, filename, format = "commonjs", ...rest) {
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
    function compileLater(...args) {
        this.exports = late(() => {
            this.exports = {};
            compileOthers.apply(this, args);
            return this.exports;
        });
    }
    Object.defineProperty(Module.prototype, "_compile", {
        configurable: true,
        get() {
            const filename = this.filename ?? "";
            if (LATE.test(filename)) return compileLater;
            return isOfOthers(filename) ? compileOthers : compile;
        },
        // ts-node gives a module a function of its own.
        set(value) {
            Object.defineProperty(this, "_compile", { value, configurable: true, writable: true });
        },
    });
}

/**
 * Where a module of others finds another one, asked of the file system once.
 *
 * @param {Record<string, string>} found by folder and request
 */
function resolveFrom(found) {
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (request, parent, isMain, options) {
        if (options !== undefined || !parent?.filename || !isOfOthers(parent.filename)) {
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
    const head = Buffer.from(JSON.stringify({ places, found }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(head.length);
    fs.writeFileSync(file, Buffer.concat([length, head, ...parts]));
}

function use(file) {
    const all = fs.readFileSync(file);
    const end = 4 + all.readUInt32LE(0);
    const { places, found } = JSON.parse(all.toString("utf8", 4, end));
    compileFrom(
        (source) => {
            const place = places[source];
            return place && all.subarray(end + place[0], end + place[1]);
        },
        () => undefined,
    );
    resolveFrom(found);
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

/** Words that no variable at the top of a module may be called, by TypeScript's keywords and its reserved names. */
const RESERVED: ReadonlySet<string> = new Set([
    ...["any", "arguments", "as", "async", "await", "boolean", "break", "case", "catch", "class", "const", "continue"],
    ...["debugger", "declare", "default", "delete", "do", "else", "enum", "eval", "export", "exports", "extends"],
    ...["false", "finally", "for", "from", "function", "get", "global", "if", "implements", "import", "in", "infer"],
    ...[
        "instanceof",
        "interface",
        "is",
        "keyof",
        "let",
        "module",
        "namespace",
        "never",
        "new",
        "null",
        "number",
        "object",
    ],
    ...[
        "of",
        "package",
        "private",
        "protected",
        "public",
        "readonly",
        "require",
        "return",
        "satisfies",
        "set",
        "static",
    ],
    ...["string", "super", "switch", "symbol", "this", "throw", "true", "try", "type", "typeof", "undefined", "unique"],
    ...["unknown", "using", "var", "void", "while", "with", "yield"],
    // The generated programs themselves call things so.
    ...["webex", "pulumi", "person"],
]);

/** A variable's name for a resource's: `board-room` becomes `boardRoom`. None is in `taken`; it is taken then. */
export function takeVariable(slug: string, kind: string, taken: Set<string>): string {
    const [first = "", ...rest] = slug.split("-").filter((word) => word !== "");
    const camel = first + rest.map(capital).join("");
    const isName = /^[\p{ID_Start}][\p{ID_Continue}]*$/u.test(camel) && !RESERVED.has(camel);
    const name = isName ? camel : `${kind}${capital(camel)}`;
    let free = name;
    for (let number = 2; taken.has(free); number += 1) {
        free = `${name}_${number}`;
    }
    taken.add(free);
    return free;
}

function capital(word: string): string {
    const [first = "", ...rest] = word;
    return first.toUpperCase() + rest.join("");
}

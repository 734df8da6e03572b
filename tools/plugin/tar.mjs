// A tar archive that is the same bytes for the same files, whoever makes it: no names, no times, no owners.

const BLOCK = 512;

/** @typedef {{ name: string, content: Buffer, executable?: boolean }} File `name` of at most 100 bytes */

/**
 * The archive of these files, in POSIX's format "ustar".
 *
 * @param {readonly File[]} files
 */
export function tar(files) {
    const parts = files.flatMap(({ name, content, executable = false }) => [
        header(name, content.length, executable),
        content,
        Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
    ]);
    return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/**
 * @param {string} name
 * @param {number} bytes
 * @param {boolean} executable
 */
function header(name, bytes, executable) {
    const block = Buffer.alloc(BLOCK);
    /** @type {(value: number, digits: number) => string} */
    const octal = (value, digits) => `${value.toString(8).padStart(digits, "0")}\0`;
    block.write(name, 0, 100);
    block.write(octal(executable ? 0o755 : 0o644, 7), 100);
    block.write(octal(0, 7), 108);
    block.write(octal(0, 7), 116);
    block.write(octal(bytes, 11), 124);
    block.write(octal(0, 11), 136);
    block.write(" ".repeat(8), 148);
    block.write("0", 156);
    block.write("ustar\u000000", 257);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return block;
}

/**
 * What keeps a command from doing its work, in words for the person at the terminal. The message says what was
 * attempted, what came back, and what to do. A command that throws it prints one line and ends with exit code 1.
 */
export class CliError extends Error {
    constructor(message: string) {
        super(message);
        this.name = "CliError";
    }
}

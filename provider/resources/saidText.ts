/** Whether a text says something, and reaches Pulumi as it is: half a pair of surrogates does not. */
export function isSaid(text: string): boolean {
    return /\S/.test(text) && !/\p{Surrogate}/u.test(text);
}

/** Reads each value once, however many ask for it. A failure is not kept: whoever asks next reads again. */
export class Remembered<Key, Value> {
    private readonly known = new Map<Key, Promise<Value>>();

    constructor(private readonly read: (key: Key) => Promise<Value>) {}

    get(key: Key): Promise<Value> {
        const known = this.known.get(key);
        if (known !== undefined) {
            return known;
        }
        const reading = this.read(key);
        this.known.set(key, reading);
        reading.catch(() => this.known.delete(key));
        return reading;
    }
}

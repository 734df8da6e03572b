/** A moment by the clock of a place. */
export interface LocalTime {
    /** Day and time, `Mon 7 Sep 2026, 14:00`. */
    readonly text: string;
    /** The zone that it is in, an IANA name such as `Europe/Oslo`. */
    readonly zone: string;
}

/**
 * A moment by the clock of a place, to the minute. Where no zone is given, or none that this machine knows, it is the
 * clock of this machine.
 */
export function localTime(moment: Date, zone: string | undefined): LocalTime {
    const format = formatFor(zone) ?? formatOf(undefined);
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    const { weekday = "", day = "", month = "", year = "", hour = "", minute = "" } = parts;
    const text = `${weekday} ${day} ${month} ${year}, ${hour}:${minute}`;
    return { text, zone: format.resolvedOptions().timeZone };
}

/** The format for a zone; undefined for a zone that this machine does not know. */
function formatFor(zone: string | undefined): Intl.DateTimeFormat | undefined {
    try {
        return formatOf(zone);
    } catch (error) {
        if (error instanceof RangeError) {
            return undefined;
        }
        throw error;
    }
}

function formatOf(zone: string | undefined): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat("en-US", {
        weekday: "short",
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        ...(zone === undefined ? {} : { timeZone: zone }),
    });
}

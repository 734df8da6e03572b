/** The colours of a page in light and dark. Text has a contrast of 4.5 and more on its ground (WCAG 2.2, 1.4.3). */
export const COLOURS = `
:root{color-scheme:light dark;
--ground:#fff;--band:#f4f6f8;--text:#1a1f26;--quiet:#55606c;--line:#d3d9e0;--link:#0b57b0;--focus:#0b57b0;
--drift:#8a4b00;--gone:#b3122b;--moved:#0b57b0;--unmanaged:#6a35b8;--codes:#0a6470;--health:#a33a00;--fine:#1c6b34}
@media (prefers-color-scheme:dark){:root{
--ground:#11161d;--band:#1a212b;--text:#e8edf3;--quiet:#a3aebb;--line:#36404d;--link:#86bdff;--focus:#86bdff;
--drift:#f2c14e;--gone:#ff8f93;--moved:#86bdff;--unmanaged:#ccabff;--codes:#6fd6e0;--health:#ffab78;--fine:#7fdc9a}}
@media print{:root{color-scheme:light;
--ground:#fff;--band:#fff;--text:#000;--quiet:#444;--line:#999;--link:#000;
--drift:#8a4b00;--gone:#b3122b;--moved:#0b57b0;--unmanaged:#6a35b8;--codes:#0a6470;--health:#a33a00;--fine:#1c6b34}}
`;

// From the figures of docs/benchmarks.json to the table of docs/benchmarks.md and the chart of the README.

/** Strategies in the order of the chart's bars, with what the legend says. */
const STRATEGIES = [
  ['native', 'native build'],
  ['cross', 'cross'],
  ['accelerate', 'accelerate'],
  ['emulate', 'emulated, as with QEMU alone'],
];

/** @param {number} value */
const two = (value) => value.toFixed(2);

function used(rows) {
  return STRATEGIES.filter(([name]) => rows.some(({ seconds }) => seconds[name] !== undefined));
}

/** The table: seconds and the ratio to the native build of the same run. */
export function benchmarkTable({ rows }) {
  const others = used(rows)
    .map(([name]) => name)
    .filter((name) => name !== 'native');
  const head = ['program', 'native, seconds', ...others.flatMap((name) => [name, 'to native'])];
  const lines = rows.map(({ program, what, seconds }) => [
    `${program}: ${what}`,
    seconds.native.toFixed(1),
    ...others.flatMap((name) =>
      seconds[name] === undefined ? ['', ''] : [seconds[name].toFixed(1), two(seconds[name] / seconds.native)],
    ),
  ]);
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const WIDTH = 860;
const LEFT = 210;
const RIGHT = 60;
const BAR = 11;
const GAP = 12;
const TOP = 64;

/**
 * The chart as SVG: one group of bars for each program, as long as the build took compared with the native one.
 * Colours follow the reader's light or dark setting. A bar longer than `most` is cut and says its figure.
 */
export function benchmarkChart({ date, platform, machine, rows }) {
  const shown = used(rows);
  const ratios = rows.flatMap(({ seconds }) => shown.flatMap(([name]) => seconds[name] / seconds.native || []));
  const most = Math.min(Math.ceil(Math.max(...ratios)), 16);
  const scale = (WIDTH - LEFT - RIGHT) / most;
  const parts = [];
  let y = TOP;
  for (const { program, seconds } of rows) {
    const own = shown.filter(([name]) => seconds[name] !== undefined);
    parts.push(text(LEFT - 10, y + (own.length * BAR) / 2 + 4, program, 'end'));
    for (const [name] of own) {
      const ratio = seconds[name] / seconds.native;
      const width = Math.min(ratio, most) * scale;
      parts.push(`<rect class="${name}" x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR - 2}" rx="2"/>`);
      parts.push(text(LEFT + width + 5, y + BAR - 3, `${two(ratio)} ×`, 'start', 'figure'));
      y += BAR;
    }
    y += GAP;
  }
  const legend = shown.map(([name, label], at) => {
    const x = LEFT + at * 150;
    return `<rect class="${name}" x="${x}" y="38" width="10" height="10" rx="2"/>${text(x + 15, 47, label, 'start')}`;
  });
  const title = `Build time for ${platform}, compared with a native build (shorter is better)`;
  const note = `One cold build each, ${machine}, ${date}. Made by: npm run strategies`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 26}" role="img" aria-label="${title}">
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328 } .title { font-size: 15px; font-weight: 600 } .figure, .note { fill: #59636e; font-size: 10.5px }
.native { fill: #8c959f } .cross { fill: #1a7f37 } .accelerate { fill: #0969da } .emulate { fill: #cf222e }
@media (prefers-color-scheme: dark) { text { fill: #f0f6fc } .figure, .note { fill: #9198a1 } .native { fill: #6e7681 } .cross { fill: #3fb950 } .accelerate { fill: #4493f8 } .emulate { fill: #f85149 } }
</style>
${text(12, 22, title, 'start', 'title')}
${legend.join('\n')}
${parts.join('\n')}
${text(12, y + 14, note, 'start', 'note')}
</svg>
`;
}

function text(x, y, words, anchor, kind = '') {
  const style = kind === '' ? '' : ` class="${kind}"`;
  return `<text${style} x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
}
